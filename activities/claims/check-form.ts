import type { IsoDate } from '../../domain/dates.ts';
import type { Submission } from '../../domain/edi/claim-loop-to-837p.ts';
import type { CheckedForm } from '../../domain/scrub/form.ts';
import { FileChecker, type Finding, placeOf } from '../../x12/index.ts';
import { type ClaimInterchange, claimInterchange, type FormSource, payerNumberOf } from './claim-interchange.ts';

// The check does not depend on the partner: configuration has its own checks.
const envelope = { senderId: 'SENDER', receiverId: 'RECEIVER', control: 1, usage: 'T', at: '1200' } as const;

/**
 * Writes the claim as it would be sent and checks those bytes as `claimloop x12 check` does. Errors and warnings both
 * count, because a payer may reject a claim for either.
 */
export function checkForm(claim: FormSource, as: Submission['as'], on: IsoDate): CheckedForm {
  const written = writtenForm(claim, as, on);
  if (written.kind === 'refused')
    return { lost: written.lost, findings: written.findings.map(withPlace), segments: [] };
  const checker = new FileChecker();
  checker.push(written.bytes);
  const sets = checker.end().interchanges.flatMap(({ groups }) => groups.flatMap(({ transactions }) => transactions));
  const ids = Buffer.from(written.bytes)
    .toString('latin1')
    .split('~')
    .map((segment) => segment.slice(0, segment.indexOf('*')));
  return {
    findings: sets.flatMap(({ findings }) => findings.map(withPlace)),
    lost: written.lost,
    segments: ids.slice(ids.indexOf('ST')),
  };
}

function withPlace(finding: Finding): CheckedForm['findings'][number] {
  return { ...finding, place: placeOf(finding) };
}

/** The bytes of the claim in the envelope of the check; undefined if it cannot be written. */
export function formBytes(claim: FormSource, as: Submission['as'], on: IsoDate): Uint8Array | undefined {
  const written = writtenForm(claim, as, on);
  return written.kind === 'written' ? written.bytes : undefined;
}

function writtenForm(claim: FormSource, as: Submission['as'], on: IsoDate): ClaimInterchange {
  const { claimId, intake } = claim;
  const { senderId, receiverId, at } = envelope;
  const reference = `${claimId}-1`;
  return claimInterchange(
    { intake, claimId, as, ...payerNumberOf(claim), senderId, receiverId, reference, on, at },
    envelope,
  );
}
