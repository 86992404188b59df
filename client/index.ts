import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { claim } from '../workflows/claim.ts';
import { claimsQueue, claimWorkflowId, inboxQuery, statusQuery, timersQuery } from '../workflows/messages.ts';
import type { reconcile } from '../workflows/reconcile.ts';
import type { verifyLedger } from '../workflows/verify-ledger.ts';
import { booksOver, decisionsOver } from './books.ts';
import type { Claimloop } from './claimloop.ts';
import { connectClient } from './connection.ts';
import { inputsOver } from './inputs.ts';
import { answerOf } from './query.ts';
import { startClaim } from './start-claim.ts';
import { UnknownClaimError } from './unknown-claim.ts';

export type { Claimloop, LedgerAnswer, LedgerOptions } from './claimloop.ts';
export type { LedgerVerification, TrialBalance } from '../activities/ledger-contract.ts';
export type { Started } from './start-claim.ts';
export type { ClaimView } from '../domain/claim/view.ts';
export type { Difference, Reconciling, Reconciliation } from '../activities/reconcile-contract.ts';
export type { ClaimRow, KnownStanding, StandingFilter } from '../activities/standing-contract.ts';
export type { InboxEntry, Receipt, TimelineEntry, TimerView } from '../workflows/messages.ts';
export type {
  DecisionResult,
  FileDetail,
  FileList,
  FileRow,
  WorkItemRow,
  Worklist,
} from '../activities/worklist-contract.ts';
export type {
  ClaimFile,
  ClaimMoney,
  ClaimSearch,
  FoundClaim,
  MovedAmount,
  RecordedInput,
} from '../activities/report-contract.ts';
export { BlockedClaimError } from './blocked-claim.ts';
export { UnknownClaimError } from './unknown-claim.ts';
export type { Decision, FileState, WorklistFilter } from '../activities/worklist-contract.ts';
export type {
  BalanceTransfer,
  Correction,
  Hold,
  Note,
  PatientPayment,
  Release,
  Withdrawal,
  WriteOff,
  WriteOffApproval,
} from '../domain/claim/inputs.ts';
export type { ClaimStatus, Owner } from '../domain/claim/status.ts';
export type { Intake } from '../domain/schema/intake.ts';
export type { Problem } from '../domain/schema/problems.ts';
export { type ConnectedClient, connectClient } from './connection.ts';

/** Connects to the server that Temporal's environment variables name, or to the installation in a data folder. */
export async function connectClaimloop(dataFolder?: string): Promise<Claimloop> {
  const { client, close } = await connectClient(dataFolder);
  return { ...claimloopOver(client), close };
}

/** Uses an existing Temporal client, which must have the installation's data converter: that of `connectClient`. */
export function claimloopOver(client: Client): Omit<Claimloop, 'close'> {
  const handle = (claimId: string) => client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
  const books = booksOver(client);
  return {
    ...books,
    ...decisionsOver(client),
    ...inputsOver(client, books),
    verifyLedger: () =>
      client.workflow.execute<typeof verifyLedger>('verifyLedger', {
        workflowId: `verify-ledger-${randomUUID()}`,
        taskQueue: claimsQueue,
        args: [],
        staticSummary: 'Verify the ledger',
        workflowRunTimeout: '1 hour',
      }),
    reconcile: (input) =>
      client.workflow.execute<typeof reconcile>('reconcile', {
        workflowId: `reconcile-${randomUUID()}`,
        taskQueue: claimsQueue,
        args: [input],
        staticSummary: input.isRepairing ? 'Reconcile and repair' : 'Reconcile',
        workflowRunTimeout: '1 hour',
      }),
    startClaim: (json) => startClaim(client, json),
    status: async (id) => (await answerOf(() => handle(id).query(statusQuery))) ?? (await books.standing(id)).view,
    timers: async (id) => (await answerOf(() => handle(id).query(timersQuery))) ?? unknown(id),
    inbox: async (id) => (await answerOf(() => handle(id).query(inboxQuery))) ?? unknown(id),
  };
}

function unknown(claimId: string): never {
  throw new UnknownClaimError(claimId);
}
