import { readPlacementAcknowledgment } from '../../domain/dunning/placement-acknowledgment.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import type { FileContext } from './file-context.ts';
import { Quarantine } from './quarantine.ts';
import { readCsv } from './read-csv.ts';
import { addToOutbox } from './outbox.ts';

/** What was posted of an agency's file. */
export interface PostedAnswers {
  /** Number of rows whose answer was added to the outbox. */
  readonly posted: number;
  /** Why rows are not posted, each with its number; undefined if all of them are. */
  readonly problem: string | undefined;
}

/** Rows listed in a work item. */
const rowsListed = 20;

/**
 * Adds the agency's answer for each placed account to the outbox. Rows that cannot be used are listed, and the others
 * are posted. Throws Quarantine if the file is not an agency acknowledgment.
 */
export async function postAgencyAnswers(
  sql: Sql,
  { digest, today, partner }: FileContext,
  bytes: Uint8Array,
): Promise<PostedAnswers> {
  const table = readCsv(bytes);
  if (!table) throw new Quarantine('the file is not CSV: a quote is misplaced or not closed');
  const read = readPlacementAcknowledgment(table);
  if (read.kind === 'unreadable') throw new Quarantine(read.why);
  const faults = [...read.faults];
  for (const { row, accountNumber, isAccepted } of read.answers) {
    if (!(await isPlaced(sql, accountNumber, partner))) {
      faults.push({ row, why: 'is about an account that was not placed with this agency' });
      continue;
    }
    const fact = { kind: 'agencyAnswered', key: `${digest}:${row}`, on: today, accepted: isAccepted } as const;
    await addToOutbox(sql, [{ claimId: accountNumber, fact }]);
  }
  const total = read.answers.length + read.faults.length;
  return { posted: total - faults.length, problem: faults.length === 0 ? undefined : problemOf(faults, total) };
}

function problemOf(faults: readonly { readonly row: number; readonly why: string }[], total: number): string {
  const sorted = faults.toSorted((one, other) => one.row - other.row);
  const listed = sorted.slice(0, rowsListed).map(({ row, why }) => `row ${row} ${why}`);
  const more = sorted.length > rowsListed ? [`${sorted.length - rowsListed} more`] : [];
  return `${faults.length} of ${total} rows are not posted: ${[...listed, ...more].join('; ')}`;
}

async function isPlaced(sql: Sql, claimId: string, { partnerId }: TradingPartner): Promise<boolean> {
  const rows = await sql.rows(
    `select from placement where claim_id = $1 and partner_id = $2 and kind = 'placement' limit 1`,
    [claimId, partnerId],
  );
  return rows.length > 0;
}
