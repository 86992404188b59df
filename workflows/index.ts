/** The entry of the workflow bundle: every export here is a workflow type. */
export { claim } from './claim.ts';
export { decide } from './decide.ts';
export { installation } from './installation.ts';
export { mailbox } from './mailbox.ts';
export { reconcile } from './reconcile.ts';
export { report } from './report.ts';
export { signaling } from './signaling.ts';
export { verifyLedger } from './verify-ledger.ts';
