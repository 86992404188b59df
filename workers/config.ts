import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivitiesConfig } from '../activities/config.ts';
import { type ConnectionSettings, connectionSettings } from '../client/connection.ts';
import { type KeyRing, loadKeys } from '../client/encryption/keys.ts';
import { LiveKeys } from '../client/encryption/live-keys.ts';
import { type Environment, readEnvironment, type Settings } from '../client/environment.ts';
import { clockSchema } from '../domain/schema/business-clock.ts';
import { type PolicyProfiles, profilesSchema } from '../domain/schema/policy-profiles.ts';
import { readJsonFile } from './json-file.ts';
import { readPartners } from './partners.ts';

/** The configuration of a worker process. */
export interface WorkerConfig extends ActivitiesConfig {
  readonly keys: LiveKeys;
  readonly temporal: ConnectionSettings;
  /** Workflows kept in memory between their tasks; about 0.4 MB each. */
  readonly maxCachedWorkflows: number;
  /** Failpoints for tests; empty for none. */
  readonly failpoints: string;
}

/** Reads the worker's environment and configuration files. Throws an error that lists all faults of one source. */
export function readWorkerConfig(environment: Environment = process.env): WorkerConfig {
  const settings = readEnvironment(environment);
  const dataFolder = required(settings.CLAIMLOOP_DATA, 'CLAIMLOOP_DATA');
  const temporal = required(connectionSettings(dataFolder), 'TEMPORAL_ADDRESS');
  const fileOf = (path: string | undefined, name: string): string => path ?? join(dataFolder, name);
  return {
    dataFolder,
    archiveFolder: fileOf(settings.CLAIMLOOP_ARCHIVE, 'archive'),
    temporal,
    databaseUrl: required(settings.DATABASE_URL, 'DATABASE_URL'),
    keys: keysOf(settings, dataFolder),
    clock: readJsonFile(fileOf(settings.CLAIMLOOP_CLOCK, 'clock.json'), clockSchema),
    partners: readPartners(fileOf(settings.CLAIMLOOP_PARTNERS, 'partners.json'), settings.CLAIMLOOP_SANDBOX),
    profiles: readProfiles(settings.CLAIMLOOP_PROFILES, dataFolder),
    maxCachedWorkflows: settings.CLAIMLOOP_MAX_CACHED_WORKFLOWS,
    failpoints: settings.CLAIMLOOP_FAILPOINTS ?? '',
  };
}

/** The keys from the environment or a file; read again when a new key is met. */
export function keysOf({ CLAIMLOOP_KEYS, CLAIMLOOP_KEYS_FILE }: Settings, dataFolder: string): LiveKeys {
  const read = (): KeyRing => loadKeys({ keys: CLAIMLOOP_KEYS, keysFile: CLAIMLOOP_KEYS_FILE, dataFolder });
  return new LiveKeys(read(), read);
}

/** Reads the named file, otherwise profiles.json in the data folder if it exists. */
function readProfiles(named: string | undefined, dataFolder: string): PolicyProfiles {
  const path = named ?? join(dataFolder, 'profiles.json');
  return named !== undefined || existsSync(path) ? readJsonFile(path, profilesSchema) : {};
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`Environment: ${name} is not set; see docs/configuration.md.`);
  return value;
}
