import { readPlacementAcknowledgement } from '../../domain/dunning/placement-file.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import type { ReadingFile } from './posting.ts';
import { Quarantine } from './quarantine.ts';
import { readCsv } from './read-csv.ts';
import { tellLater } from './tell-later.ts';

/** Whether a file is an agency's table rather than X12. */
export function isAgencyFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 10)).toString('latin1').startsWith('batchId,');
}

/**
 * Notes the agency's answer to each account that was placed with it. Returns which rows name other accounts; undefined
 * when none does. Throws Quarantine for a file that is no such table, or comes from a partner that is no agency.
 */
export async function postAgencyAnswers(
  sql: Sql,
  { sha256, today, partner }: ReadingFile,
  bytes: Uint8Array,
): Promise<string | undefined> {
  if (partner.kind !== 'agency') throw new Quarantine("an agency's table, from a partner that is no agency");
  const table = readCsv(bytes);
  if (!table) throw new Quarantine('the file is not CSV: a quote is misplaced or not closed');
  const read = readPlacementAcknowledgement(table);
  if (read.kind === 'unreadable') throw new Quarantine(read.why);
  const unknown: number[] = [];
  for (const [index, { accountNumber, isAccepted }] of read.answers.entries()) {
    const row = index + 2;
    if (!(await isPlaced(sql, accountNumber, partner))) {
      unknown.push(row);
      continue;
    }
    const fact = { kind: 'agencyAnswered', key: `${sha256}:${row}`, on: today, accepted: isAccepted } as const;
    await tellLater(sql, [{ claimId: accountNumber, fact }]);
  }
  return unknown.length === 0 ? undefined : `no account of row ${unknown.slice(0, 20).join(', ')} was placed there`;
}

async function isPlaced(sql: Sql, claimId: string, { partnerId }: TradingPartner): Promise<boolean> {
  const rows = await sql.rows(
    `select from placement where claim_id = $1 and partner_id = $2 and kind = 'placement' limit 1`,
    [claimId, partnerId],
  );
  return rows.length > 0;
}
