import type { ActivityContext } from '../context.ts';
import type { FileActivities } from '../contract.ts';
import { fetchFiles } from './fetch-files.ts';
import { readFiles } from './read-files.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { signalClaims } from './signal-claims.ts';

/** Creates the activities that fetch files, read them and signal the claims. */
export function createFileActivities(context: ActivityContext): FileActivities {
  return {
    fetchFiles: (input) => fetchFiles(context, input),
    readFiles: (input) => readFiles(context, input),
    reconcile: (input) => reconcile(context, input),
    verifyLedger: () => verifyLedger(context),
    signalClaims: () => signalClaims(context),
  };
}
