import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { workerDataConverter } from '../../client/encryption/data-converter.ts';
import { permanent } from '../../activities/failures.ts';
import type { DatabaseActivities, RecordInput } from '../../activities/contract.ts';
import type { OutboundActivities } from '../../activities/outbound-contract.ts';
import type { StandingRecord } from '../../activities/standing-contract.ts';
import { realDayMs } from '../../domain/clock.ts';
import type { Fact } from '../../domain/claim/facts.ts';
import type { Instant } from '../../domain/dates.ts';
import { isoDate } from '../../domain/dates.ts';
import { whoOwes } from '../../domain/ledger/who-owes.ts';
import { cents } from '../../domain/money.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { claim } from '../../workflows/claim.ts';
import { claimsQueue, factSignal, outboundQueue } from '../../workflows/messages.ts';
import { testKeys } from '../support/keys.ts';
import { createTestWorker } from '../support/temporal.ts';

/** A policy with real days. */
const lastDay = isoDate('2027-01-01');
/** The answer to a person's correction. */
export const aCorrection = {
  kind: 'applied',
  version: 2,
  chargedCents: 20_000,
  payerId: 'P1',
  timelyFilingOn: lastDay,
} as const;

const policy: ClaimPolicy = {
  clock: {
    startedAt: '2026-01-01T00:00:00.000Z' as Instant,
    startDate: isoDate('2026-01-01'),
    dayMs: 86_400_000,
    timeZone: 'UTC',
  },
  acknowledgmentDays: 10,
  remittanceDays: 45,
  maxResends: 1,
  maxAutomaticCorrections: 2,
  deadlines: [],
  workItemDays: 14,
  statementDays: [0, 30, 60, 90],
  finalNoticeDays: 30,
  smallBalanceCents: cents(500),
  minimumPlacementCents: cents(2500),
  placementDays: 365,
  agencyAcknowledgmentDays: 10,
  approvalAboveCents: {},
};

/** Fake activities with a ledger in memory and a list of what was done. */
export interface FakeOffice {
  readonly done: string[];
  /** Recorded inputs. */
  readonly recorded: RecordInput[];
  /** Standings that no other step stored. */
  readonly stored: StandingRecord[];
  readonly books: { payer: number; patient: number; agency: number; writtenOff: number };
  readonly activities: DatabaseActivities & OutboundActivities;
  /** Replaces steps for one test. */
  answer(steps: Partial<DatabaseActivities & OutboundActivities>): void;
}

/** Fake activities for a claim on which the payer owes $200.00. All checks pass unless a test replaces them. */
export function fakeOffice(): FakeOffice {
  const done: string[] = [];
  const recorded: RecordInput[] = [];
  const stored: StandingRecord[] = [];
  const books = { payer: 20_000, patient: 0, agency: 0, writtenOff: 0 };
  let versions = 1;
  const debtor = () =>
    whoOwes({
      exceptions: 0,
      balances: (
        [
          ['receivable:coverage-1', Math.max(0, books.payer)],
          ['credits:coverage-1', Math.min(0, books.payer)],
          ['receivable:patient', Math.max(0, books.patient)],
          ['credits:patient', Math.min(0, books.patient)],
          ['receivable:agency', books.agency],
          ['write-offs:OTHER', books.writtenOff],
        ] as const
      ).map(([account, amount]) => ({ line: '1', account, amountCents: cents(amount) })),
      smallBalanceCents: policy.smallBalanceCents,
    });
  const activities: DatabaseActivities & OutboundActivities = {
    async openClaim({ workflowId }) {
      return {
        sendAs: 'original',
        kind: 'opened',
        claimId: workflowId.replace('claim-', ''),
        intakeSha256: 'a'.repeat(64),
        payerId: 'DEMO1',
        chargedCents: 20_000,
        timelyFilingOn: lastDay,
        policy,
        debtor: debtor(),
      };
    },
    loadClaim: async () => {
      throw permanent('unknown-claim');
    },
    recordInput: async (input) => void recorded.push(input),
    checkClaim: async () => ({ kind: 'ready' }),
    async applyCorrection({ workItemId }) {
      if (workItemId) done.push('answered: corrected');
      return { ...aCorrection, version: (versions += 1) };
    },
    reviewRejection: async () => ask('rejection'),
    reviewAdjudication: async () => ask('denial'),
    whoOwes: async () => debtor(),
    async recordPayment({ payment }) {
      const isFromAgency = books.agency > 0;
      books[isFromAgency ? 'agency' : 'patient'] -= payment.amountCents;
      return { kind: 'recorded', debtor: debtor(), isFromAgency };
    },
    async writeOff({ reason }) {
      done.push(`writeOff ${reason}`);
      const { payer, patient, agency } = books;
      const amountCents = cents(payer + patient + agency);
      Object.assign(books, { payer: 0, patient: 0, agency: 0, writtenOff: amountCents });
      return { kind: 'written-off', party: 'patient', amountCents, debtor: debtor() };
    },
    async transferBalance({ transfer: { from } }) {
      const amountCents = cents(from === 'patient' ? books.patient : books.payer);
      Object.assign(
        books,
        from === 'patient'
          ? { payer: books.payer + amountCents, patient: 0 }
          : { payer: 0, patient: books.patient + amountCents },
      );
      done.push(`transfer ${amountCents}`);
      return { kind: 'transferred', amountCents, debtor: debtor() };
    },
    openWorkItem: async ({ question }) => (done.push(`ask ${question.kind}`), { workItemId: `item-${done.length}` }),
    async askAboutPartner({ partner, trouble }) {
      done.push(`ask about ${partner}: ${trouble}`);
      return { workItemId: `partner-item-${done.length}` };
    },
    closeWorkItem: async ({ how }) => void done.push(`answered: ${how}`),
    escalateWorkItem: async ({ isEscalated }) => void done.push(isEscalated ? 'escalate' : 'show again'),
    writeStanding: async (record) => void stored.push(record),
    decide: async () => ({ outcome: 'done' }),
    readReport: async () => ({ report: 'worklist', total: 0, items: [] }),
    submitClaim: async ({ submission, as }) => void done.push(`submit ${submission} as ${as}`),
    resendClaim: async ({ submission }) => void done.push(`resend ${submission}`),
    sendStatement: async ({ statement, isFinalNotice }) =>
      void done.push(isFinalNotice ? 'final notice' : `statement ${statement}`),
    async placeAccount() {
      done.push('place');
      Object.assign(books, { agency: books.patient, patient: 0 });
      return { debtor: debtor() };
    },
    async recallAccount({ reason }) {
      done.push(`recall ${reason}`);
      Object.assign(books, { patient: books.patient + books.agency, agency: 0 });
    },
    reportDirectPayment: async ({ paymentId }) => void done.push(`report ${paymentId}`),
  };
  return { done, recorded, stored, books, activities, answer: (steps) => void Object.assign(activities, steps) };
}

function ask<Kind extends 'denial' | 'rejection'>(kind: Kind) {
  const question = { kind, category: 'Unknown', found: 'Something is missing.', canDo: 'Add it.' };
  return { kind: 'ask', as: 'replacement', question } as const;
}

/** A running claim, and functions for a test. */
export interface RunningClaim {
  readonly handle: WorkflowHandle<typeof claim>;
  /** Signals facts to the claim. */
  signal(...facts: readonly Fact[]): Promise<void>;
  /** Lets days pass. */
  pass(days: number): Promise<void>;
}

let claims = 0;

/** Lets the rest of the day pass, so that a test does not depend on the time of day at which it runs. */
async function startOfDayIn(env: TestWorkflowEnvironment): Promise<void> {
  const minute = 60_000;
  await env.sleep(realDayMs - ((await env.currentTimeMs()) % realDayMs) + minute);
}

/** Starts a claim and its workers, runs the test with it, and returns the result of the test. */
export async function withClaim<T>(
  env: TestWorkflowEnvironment,
  office: FakeOffice,
  run: (claim: RunningClaim) => Promise<T>,
): Promise<T> {
  const steps = await createTestWorker(env, { activities: { ...office.activities } });
  const sending = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: outboundQueue,
    dataConverter: workerDataConverter(testKeys),
    activities: { ...office.activities },
  });
  const claimId = `T${(claims += 1)}`.padEnd(6, '0');
  return sending.runUntil(
    steps.runUntil(async () => {
      if (env.supportsTimeSkipping) await startOfDayIn(env);
      const handle = await env.client.workflow.start<typeof claim>('claim', {
        workflowId: `claim-${claimId}`,
        taskQueue: claimsQueue,
        // The fake activities do not read the patient file; an empty one proves that the workflow does not either.
        args: [{} as never],
      });
      return run({
        handle,
        signal: (...facts) => handle.signal(factSignal, ...facts),
        pass: (days) => env.sleep(`${days} days`),
      });
    }),
  );
}
