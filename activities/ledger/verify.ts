import type { ActivityContext } from '../context.ts';
import type { LedgerCheck, LedgerVerification } from '../ledger-contract.ts';
import type { Sql } from '../store/database.ts';
import { claimChecks } from './check-claims.ts';
import { entryChecks } from './check-entries.ts';
import { sourceChecks } from './check-sources.ts';

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

/** Checks the whole journal in one snapshot, and stops at the first row that does not hold. */
export function verifyLedger({ database }: ActivityContext): Promise<LedgerVerification> {
  return database.inSqlTransaction(async (sql) => {
    await sql.rows('set transaction isolation level repeatable read, read only');
    const checks: LedgerCheck[] = [];
    for (const { name, run } of [...entryChecks, ...claimChecks, ...sourceChecks]) {
      const { checked, failure } = await run(sql);
      checks.push({ check: name, checked });
      if (failure !== undefined) return { checks, failure: { check: name, found: failure } };
    }
    return { checks };
  });
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
