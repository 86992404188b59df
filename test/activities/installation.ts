import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { ActivitiesConfig } from '../../activities/config.ts';
import type { Fact } from '../../domain/claim/facts.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Instant } from '../../domain/dates.ts';
import { anIntake } from '../domain/builders.ts';
import { testKeys } from '../support/keys.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

/** Activities with a database and folders of their own. */
export interface Installation extends Activities {
  readonly db: TestDatabase;
  readonly folder: string;
  readonly config: ActivitiesConfig;
  /** Signaled facts, in order. */
  readonly signaled: { readonly claimId: string; readonly fact: Fact }[];
  /** Names of the files sent to a partner. */
  sent(partner: 'payer' | 'agency'): Promise<readonly string[]>;
  read(partner: 'payer' | 'agency', name: string): Promise<Buffer>;
  /** Writes a file to the partner's outbox, and fetches and reads it. */
  receive(partner: 'payer' | 'agency', name: string, bytes: Uint8Array | string): Promise<void>;
  /** Fetches and reads the files in the partner's outbox. */
  pickUp(partner: 'payer' | 'agency'): Promise<void>;
  remove(): Promise<void>;
}

export const today = isoDate('2026-03-10');

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
    transport: { kind: 'folder' as const, inbox: box(partnerId, 'inbox'), outbox: box(partnerId, 'outbox') },
  });
  const config: ActivitiesConfig = {
    dataFolder: folder,
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
  const activities = await createActivities(config, async (claimId, facts) => {
    signaled.push(...facts.map((fact) => ({ claimId, fact })));
    return 'signaled';
  });
  const pickUp = async (partnerId: string): Promise<void> => {
    for (let isMore = true; isMore;) {
      const fetched = await activities.files.fetchFiles({ partnerId });
      isMore = (await activities.files.readFiles({ partnerId })).isMore || fetched.isMore;
    }
  };
  return {
    ...activities,
    pickUp,
    db,
    folder,
    config,
    signaled,
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
