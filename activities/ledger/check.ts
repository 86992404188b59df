import type { Sql } from '../store/database.ts';

/** What a check found: how many rows it looked at, and the first one that does not hold. */
export interface Found {
  readonly checked: number;
  readonly failure?: string | undefined;
}

/** A check of the books: what holds, in words, and how to find out. */
export interface Check {
  readonly name: string;
  run(sql: Sql): Promise<Found>;
}

/** Pages through rows by their increasing number. */
export async function* pagesOf<Row extends { readonly id: bigint }>(
  read: (after: bigint) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after = 0n; ;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
