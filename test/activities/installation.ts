import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { activitiesOver, createContext, type Activities } from '../../activities/index.ts';
import type { StandingRecord, StoredState } from '../../activities/standing-contract.ts';
import type { ActivitiesConfig } from '../../activities/config.ts';
import type { ActivityContext, RunningClaim } from '../../activities/context.ts';
import { fetchFiles } from '../../activities/files/fetch-files.ts';
import { signalWaiting } from '../../activities/files/signal-claims.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import type { Fact } from '../../domain/claim/facts.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Instant } from '../../domain/dates.ts';
import { initialState } from '../../workflows/initial-state.ts';
import { policyFor } from '../../domain/policy/default-policy.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import { anIntake } from '../domain/builders.ts';
import { testKeys } from '../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Activities with a database and folders of their own. */
export interface Installation extends Activities {
  readonly context: ActivityContext;
  readonly db: TestDatabase;
  readonly folder: string;
  readonly config: ActivitiesConfig;
  /** Signaled facts, in order. */
  readonly signaled: { readonly claimId: string; readonly fact: Fact }[];
  /** Claims without an open workflow; none unless a test adds them. */
  readonly closed: Set<string>;
  /** Claims for which a new run was started, in order. */
  readonly resumed: string[];
  /** Claims whose workflow was asked to store where they stand, in order. */
  readonly restated: string[];
  /** Claims whose workflow runs, as Temporal lists them. */
  readonly running: Map<string, ClaimStatus>;
  /** Names of the files sent to a partner. */
  sent(partner: 'payer' | 'agency'): Promise<readonly string[]>;
  read(partner: 'payer' | 'agency', name: string): Promise<Buffer>;
  /** Writes a file to the partner's outbox, and fetches and reads it. */
  receive(partner: 'payer' | 'agency', name: string, bytes: Uint8Array | string): Promise<void>;
  /** Signals what is in the outbox. */
  signalWaiting(): Promise<number>;
  /** Fetches and reads the files in the partner's outbox. */
  pickUp(partner: 'payer' | 'agency'): Promise<void>;
  remove(): Promise<void>;
}

export const today = isoDate('2026-03-10');

/** The default policy, with a clock of its own. */
export function policy(): ClaimPolicy {
  const startedAt = '2026-03-10T00:00:00.000Z' as Instant;
  const found = policyFor('default', { startedAt, startDate: today, dayMs: 43_200_000, timeZone: 'UTC' }, {});
  if (!found) throw new Error('no default policy');
  return found;
}

/** Runs an activity, and cancels it when the test says so. */
export function anActivity(): MockActivityEnvironment {
  return new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
}

/** Temporal without workflows. */
export async function* noClaims(): AsyncGenerator<RunningClaim> {
  yield* [];
}

/** What a step stores about a claim. */
export function standingOf(claimId: string, change: Partial<StoredState> = {}): StandingRecord {
  const { timeline: _, inbox: __, policy: ___, waitingFor: ____, ...state } = initialState();
  return { runId: 'run-1', state: { ...state, claimId, payerId: 'DEMO1', revision: 1, ...change }, lines: [] };
}

/** An installation whose payer and agency are folders. */
export async function install(): Promise<Installation> {
  const db = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-activities-'));
  const box = (partner: string, side: string): string => join(folder, partner, side);
  for (const partnerId of ['payer', 'agency'])
    for (const side of ['inbox', 'outbox']) await mkdir(box(partnerId, side), { recursive: true });
  const partner = (partnerId: 'payer' | 'agency', payerIds: readonly string[]) => ({
    partnerId,
    kind: partnerId,
    payerIds,
    pollMs: 1_000,
    quietMinutes: 0,
    senderId: 'CLAIMLOOP',
    receiverId: 'PAYER',
    accepts: { remitterIds: ['1512345678'] },
    transport: { kind: 'folder' as const, inbox: box(partnerId, 'inbox'), outbox: box(partnerId, 'outbox') },
  });
  const config: ActivitiesConfig = {
    dataFolder: folder,
    archiveFolder: join(folder, 'archive'),
    databaseUrl: db.url,
    keys: testKeys,
    profiles: {},
    partners: [partner('payer', [anIntake().insurance[0]?.payerId ?? '']), partner('agency', [])],
    clock: {
      startedAt: new Date(Date.now() - 1_000).toISOString() as Instant,
      startDate: today,
      dayMs: 43_200_000,
      timeZone: 'UTC',
    },
  };
  const signaled: { claimId: string; fact: Fact }[] = [];
  const closed = new Set<string>();
  const resumed: string[] = [];
  const restated: string[] = [];
  const running = new Map<string, ClaimStatus>();
  const signal = (claimId: string, facts: readonly Fact[]): void =>
    void signaled.push(...facts.map((fact) => ({ claimId, fact })));
  const context = await createContext(config, {
    async signal(claimId, facts) {
      if (closed.has(claimId)) return 'closed';
      signal(claimId, facts);
      return 'signaled';
    },
    async resume(claimId, facts) {
      resumed.push(claimId);
      signal(claimId, facts);
    },
    running: async function* () {
      for (const [claimId, status] of running) yield { claimId, status };
    },
    storeStanding: async (claimId) => running.has(claimId) && Boolean(restated.push(claimId)),
    waitingTasks: async () => 0,
    statusOf: async (claimId) => running.get(claimId),
  });
  const activities = activitiesOver(context);
  const pickUp = async (partnerId: string): Promise<void> => {
    for (let isMore = true; isMore;) {
      const fetched = await fetchFiles(context, { partnerId });
      isMore = (await activities.files.readFiles({ partnerId })).isMore || fetched.isMore;
    }
  };
  return {
    ...activities,
    context,
    pickUp,
    signalWaiting: () => signalWaiting(context),
    db,
    folder,
    config,
    signaled,
    closed,
    resumed,
    restated,
    running,
    sent: async (partnerId) => readdir(box(partnerId, 'inbox')),
    read: (partnerId, name) => readFile(join(box(partnerId, 'inbox'), name)),
    async receive(partnerId, name, bytes) {
      await writeFile(join(box(partnerId, 'outbox'), name), bytes);
      await pickUp(partnerId);
    },
    async remove() {
      await activities.close();
      await db.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
