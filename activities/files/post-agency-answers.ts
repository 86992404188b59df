import { readPlacementAcknowledgement } from '../../domain/dunning/placement-file.ts';
import type { Posting } from './posting.ts';
import { Quarantine } from './quarantine.ts';
import { readCsv } from './read-csv.ts';
import { tellLater } from './tell-later.ts';

/** Whether a file is an agency's table rather than X12. */
export function isAgencyFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 10)).toString('latin1').startsWith('batchId,');
}

/** Notes the agency's answer to each placed account; rows of accounts that are not ours quarantine the file. */
export async function postAgencyAnswers({ sql, sha256, today }: Posting, bytes: Uint8Array): Promise<void> {
  const table = readCsv(bytes);
  if (!table) throw new Quarantine('the file is not CSV: a quote is misplaced or not closed');
  const read = readPlacementAcknowledgement(table);
  if (read.kind === 'unreadable') throw new Quarantine(read.why);
  for (const [index, { accountNumber, isAccepted }] of read.answers.entries()) {
    const [placed] = await sql.rows(`select from placement where claim_id = $1 and kind = 'placement' limit 1`, [
      accountNumber,
    ]);
    if (!placed) throw new Quarantine(`row ${index + 2} speaks of an account that was not placed`);
    const key = `${sha256}:${index + 2}`;
    const fact = { kind: 'agencyAnswered', key, on: today, accepted: isAccepted } as const;
    await tellLater(sql, [{ claimId: accountNumber, fact }]);
  }
}
