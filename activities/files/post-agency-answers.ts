import { readPlacementAcknowledgment } from '../../domain/dunning/placement-file.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import type { FileContext } from './file-context.ts';
import { Quarantine } from './quarantine.ts';
import { readCsv } from './read-csv.ts';
import { addToOutbox } from './outbox.ts';

/** Whether a file is an agency's CSV rather than X12. */
export function isAgencyFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 10)).toString('latin1').startsWith('batchId,');
}

/**
 * Adds the agency's answer for each placed account to the outbox. Returns a problem that lists the rows with other
 * accounts; undefined if there are none. Throws Quarantine if the file is not an agency acknowledgment or the partner
 * is not an agency.
 */
export async function postAgencyAnswers(
  sql: Sql,
  { digest, today, partner }: FileContext,
  bytes: Uint8Array,
): Promise<string | undefined> {
  if (partner.kind !== 'agency')
    throw new Quarantine('the file is an agency acknowledgment, but the partner is not an agency');
  const table = readCsv(bytes);
  if (!table) throw new Quarantine('the file is not CSV: a quote is misplaced or not closed');
  const read = readPlacementAcknowledgment(table);
  if (read.kind === 'unreadable') throw new Quarantine(read.why);
  const unknown: number[] = [];
  for (const [index, { accountNumber, isAccepted }] of read.answers.entries()) {
    const row = index + 2;
    if (!(await isPlaced(sql, accountNumber, partner))) {
      unknown.push(row);
      continue;
    }
    const fact = { kind: 'agencyAnswered', key: `${digest}:${row}`, on: today, accepted: isAccepted } as const;
    await addToOutbox(sql, [{ claimId: accountNumber, fact }]);
  }
  return unknown.length === 0
    ? undefined
    : `no account of row ${unknown.slice(0, 20).join(', ')} was placed with this agency`;
}

async function isPlaced(sql: Sql, claimId: string, { partnerId }: TradingPartner): Promise<boolean> {
  const rows = await sql.rows(
    `select from placement where claim_id = $1 and partner_id = $2 and kind = 'placement' limit 1`,
    [claimId, partnerId],
  );
  return rows.length > 0;
}
