import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';

/** Ids of payers that have claims, or that a trading partner lists by id, in alphabetical order. */
export async function payersOf(sql: Sql, partners: readonly TradingPartner[]): Promise<readonly string[]> {
  const rows = await sql.rows<{ payerId: string }>(
    `select distinct payer_id as "payerId" from claim where tenant = $1 and payer_id <> ''`,
    [tenant],
  );
  const listed = partners.flatMap(({ payerIds }) => payerIds).filter((payerId) => payerId !== '*');
  return [...new Set([...rows.map(({ payerId }) => payerId), ...listed])].toSorted();
}
