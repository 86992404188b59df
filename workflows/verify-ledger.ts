import type { LedgerVerification } from '../activities/ledger-contract.ts';
import { comparison } from './activity-options.ts';

/** Checks the books, for a client, which has no access to the database. */
export async function verifyLedger(): Promise<LedgerVerification> {
  return comparison.verifyLedger({});
}
