import type { Sql } from './database.ts';
import { only } from './rows.ts';

/** The largest interchange control number (nine digits). The next generation restarts at 1. */
const largest = 999_999_999n;

/** Makes the next number of a sequence one after that number, if it is not yet. */
export async function skipNumbers(
  sql: Sql,
  name: string,
  used: { readonly number: number; readonly generation: number },
): Promise<void> {
  await sql.rows(
    `insert into control_number (name, next) values ($1, $2)
     on conflict (name) do update set next = greatest(control_number.next, excluded.next)`,
    [name, BigInt(used.generation) * largest + BigInt(used.number)],
  );
}

/**
 * Takes the next number of a sequence, starting at 1. Gaps are allowed; no number is issued twice in a generation.
 * Call it outside a transaction: inside one, it locks the sequence until the commit.
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
