import { addDays, isoDate, type IsoDate } from '../../domain/dates.ts';
import type { Sql } from '../store/database.ts';
import type { DecisionResult } from '../worklist-contract.ts';

/**
 * Closes a month, yyyy-mm: no entry is posted on or before its last day any more, and a late fact is posted today with
 * its own effective day. Refused: a month that has not ended.
 */
export async function closePeriod(
  sql: Sql,
  { month, by, today }: { readonly month: string; readonly by: string; readonly today: IsoDate },
): Promise<DecisionResult> {
  const throughOn = lastDayOf(month);
  if (throughOn === undefined) return { outcome: 'refused', reason: 'the period must be a month, yyyy-mm' };
  if (throughOn >= today) return { outcome: 'refused', reason: `the month ${month} has not ended` };
  const made = await sql.rows(
    `insert into accounting_period (through_on, closed_by) values ($1::date, $2) on conflict do nothing
     returning through_on`,
    [throughOn, by],
  );
  return made.length > 0 ? { outcome: 'done' } : { outcome: 'refused', reason: `the month ${month} is closed already` };
}

function lastDayOf(month: string): IsoDate | undefined {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const next = number === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(number) + 1).padStart(2, '0')}`;
  return addDays(isoDate(`${next}-01`), -1);
}
