import type { ActivityContext } from '../context.ts';
import type { LedgerCheck, LedgerVerification } from '../ledger-contract.ts';
import { claimChecks } from './check-claims.ts';
import { entryChecks } from './check-entries.ts';
import { sourceChecks } from './check-sources.ts';

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
