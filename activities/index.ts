import { readFile } from 'node:fs/promises';
import { dayAt } from '../domain/clock.ts';
import { readBenefitPolicies } from '../domain/schema/benefit-policies.ts';
import { openArchive } from './archive/archive.ts';
import type { ActivitiesConfig } from './config.ts';
import type { ActivityContext, ClaimWorkflows } from './context.ts';
import type { DatabaseActivities, FileActivities, MailboxActivities, SignalingActivities } from './contract.ts';
import type { OutboundActivities } from './outbound-contract.ts';
import { createDatabaseActivities } from './database/index.ts';
import { createFileActivities, createMailboxActivities, createSignalingActivities } from './files/index.ts';
import { createOutboundActivities } from './outbound/index.ts';
import type { ClaimHistories } from './restore/histories.ts';
import { isBehind } from './restore/moment.ts';
import type { Restoration } from './restore/report.ts';
import { restore } from './restore/restore.ts';
import { connectDatabase } from './store/database.ts';

/** All activities, grouped by task queue. `close` releases their connections. */
export interface Activities {
  readonly database: DatabaseActivities;
  readonly outbound: OutboundActivities;
  readonly files: FileActivities;
  readonly mailboxes: MailboxActivities;
  readonly signaling: SignalingActivities;
  /** What is done about a database that was restored from a backup; no activities. */
  readonly recovery: {
    /** Whether the database lacks what the archive has. No claim may be worked on before `restore`. */
    isBehind(): Promise<boolean>;
    restore(histories: ClaimHistories): Promise<Restoration>;
  };
  close(): Promise<void>;
}

/** Creates the activities of one worker. */
export async function createActivities(config: ActivitiesConfig, claims: ClaimWorkflows): Promise<Activities> {
  return activitiesOver(await createContext(config, claims));
}

/** The activities that use these connections. */
export function activitiesOver(context: ActivityContext): Activities {
  return {
    database: createDatabaseActivities(context),
    outbound: createOutboundActivities(context),
    files: createFileActivities(context),
    mailboxes: createMailboxActivities(context),
    signaling: createSignalingActivities(context),
    recovery: { isBehind: () => isBehind(context), restore: (histories) => restore(context, histories) },
    close: () => context.database.close(),
  };
}

/** Connects what activities need. The worker provides `claims`, because it has the Temporal client. */
export async function createContext(config: ActivitiesConfig, claims: ClaimWorkflows): Promise<ActivityContext> {
  const reference = new URL('../prisma/reference/benefit-policies.json', import.meta.url);
  const benefits = readBenefitPolicies(JSON.parse(await readFile(reference, 'utf8')));
  const { clock, partners, profiles, dataFolder } = config;
  const database = await connectDatabase(config.databaseUrl, config.keys);
  return {
    database,
    partners,
    clock,
    profiles,
    benefits,
    dataFolder,
    archive: openArchive(config.archiveFolder, database.sql.vault),
    claims,
    today: () => dayAt(clock, Date.now()),
  };
}
