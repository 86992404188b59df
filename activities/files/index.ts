import type { ActivityContext } from '../context.ts';
import type { FileActivities, MailboxActivities, SignalingActivities } from '../contract.ts';
import { readFiles } from './read-files.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { signalClaims } from './signal-claims.ts';
import { visitMailbox } from './visit-mailbox.ts';

/** Creates the activities that read files. */
export function createFileActivities(context: ActivityContext): FileActivities {
  return {
    readFiles: (input) => readFiles(context, input),
    reconcile: (input) => reconcile(context, input),
    verifyLedger: () => verifyLedger(context),
  };
}

/** Creates the activities that wait for files. */
export function createMailboxActivities(context: ActivityContext): MailboxActivities {
  return { visitMailbox: (input) => visitMailbox(context, input) };
}

/** Creates the activities that signal claims. */
export function createSignalingActivities(context: ActivityContext): SignalingActivities {
  return { signalClaims: () => signalClaims(context) };
}
