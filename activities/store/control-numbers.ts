import type { Sql } from './database.ts';
import { only } from './rows.ts';

/** Past this the numbers of an interchange begin anew, in another generation. */
const largest = 999_999_999n;

/**
 * Takes the next number of a sequence, from 1. Gaps are fine, a number is never given twice; the generation counts how
 * often the nine digits have gone round. Best taken outside a transaction: inside one, all others would wait for it.
 */
export async function nextNumber(sql: Sql, name: string): Promise<{ number: number; generation: number }> {
  const rows = await sql.rows<{ next: bigint }>(
    `insert into control_number (name, next) values ($1, 1)
     on conflict (name) do update set next = control_number.next + 1 returning next`,
    [name],
  );
  const { next } = only(rows);
  return { number: Number(((next - 1n) % largest) + 1n), generation: Number((next - 1n) / largest) };
}
