import { readFile } from 'node:fs/promises';
import { dayAt } from '../domain/clock.ts';
import { readBenefitPolicies } from '../domain/schema/benefit-policies.ts';
import type { ActivitiesConfig } from './config.ts';
import type { ActivityContext } from './context.ts';
import type { DatabaseActivities, FileActivities, OutboundActivities } from './contract.ts';
import { createDatabaseActivities } from './database/index.ts';
import { createFileActivities } from './files/index.ts';
import { createOutboundActivities } from './outbound/index.ts';
import { connectDatabase } from './store/database.ts';

/** All activities, by the queue on which they run, and how to let go of what they hold. */
export interface Activities {
  readonly database: DatabaseActivities;
  readonly outbound: OutboundActivities;
  readonly files: FileActivities;
  close(): Promise<void>;
}

/**
 * Makes the activities of one worker. `tellClaim` signals claims; it is the worker's, since it needs a Temporal
 * client.
 */
export async function createActivities(
  config: ActivitiesConfig,
  tellClaim: ActivityContext['tellClaim'],
): Promise<Activities> {
  const reference = new URL('../prisma/reference/benefit-policies.json', import.meta.url);
  const benefits = readBenefitPolicies(JSON.parse(await readFile(reference, 'utf8')));
  const { clock, partners, profiles, dataFolder } = config;
  const database = connectDatabase(config.databaseUrl);
  const context: ActivityContext = {
    database,
    partners,
    clock,
    profiles,
    benefits,
    dataFolder,
    tellClaim,
    today: () => dayAt(clock, Date.now()),
  };
  return {
    database: createDatabaseActivities(context),
    outbound: createOutboundActivities(context),
    files: createFileActivities(context),
    close: () => database.close(),
  };
}
