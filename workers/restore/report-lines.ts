import type { Restoration } from '../../activities/restore/report.ts';

/** What was brought forward, in sentences. */
export function linesOf(restored: Restoration): readonly string[] {
  const { since, received, sent, opened, continued, inputs, findings } = restored;
  return [
    `PostgreSQL had nothing newer than ${since}.`,
    `From the archive: ${counted(received, 'received file')}, ${counted(sent, 'sent file')}.`,
    ...(opened.length > 0 ? [`Opened again: ${opened.join(', ')}.`] : []),
    ...inputs.map(({ claimId, kind, by, at }) => `${claimId}: ${kind} by ${by ?? 'an unknown sender'}, ${at}`),
    `${counted(continued.length, 'claim')} whose workflow was ahead of the books go on from the books.`,
    ...findings.map(
      ({ claimId, found, isHeld }) =>
        `${claimId === undefined ? '' : `${claimId}: `}${found}${isHeld ? ' The claim is held as "restored".' : ''}`,
    ),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
