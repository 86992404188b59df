import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ActivitiesConfig } from '../activities/config.ts';
import { type ConnectionSettings, connectionSettings } from '../client/connection.ts';
import { type KeyRing, loadKeys } from '../client/encryption/keys.ts';
import { policyProfilesSchema } from '../domain/schema/policy-profiles.ts';
import { clockSchema, partnersSchema } from './config-files.ts';

/** Everything that a worker process is told from outside. */
export interface WorkerConfig extends ActivitiesConfig {
  readonly temporal: ConnectionSettings;
  readonly keys: KeyRing;
  /** Workflows kept in memory between their tasks; about 0.4 MB each. */
  readonly maxCachedWorkflows: number;
}

const required = (what: string): z.ZodString => z.string(`is not set: ${what}`).min(1, `is empty: ${what}`);

const environmentSchema = z.object({
  CLAIMLOOP_DATA: required('the folder of this installation, where statements are written'),
  DATABASE_URL: required('the connection string of PostgreSQL, postgresql://user:password@host:port/database'),
  CLAIMLOOP_CLOCK: required('the path of clock.json, {"startedAt", "startDate", "dayMs"}'),
  CLAIMLOOP_PARTNERS: required('the path of partners.json, the list of trading partners'),
  CLAIMLOOP_PROFILES: z.string().min(1).optional(),
  CLAIMLOOP_KEYS: z.string().optional(),
  CLAIMLOOP_KEYS_FILE: z.string().optional(),
  CLAIMLOOP_MAX_CACHED_WORKFLOWS: z.coerce.number('is no number').int().min(0).default(500),
});

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the worker's environment and the files that it names. Throws one error that lists every fault in words; it
 * never
 * prints a value, since some are secrets.
 */
export function readWorkerConfig(environment: Environment = process.env): WorkerConfig {
  const settings = parse(environmentSchema, environment, 'The environment');
  const dataFolder = settings.CLAIMLOOP_DATA;
  const temporal = connectionSettings(dataFolder);
  if (!temporal) throw new Error('The environment: TEMPORAL_ADDRESS is not set: host:port of the Temporal server.');
  const keys = loadKeys({ keys: settings.CLAIMLOOP_KEYS, keysFile: settings.CLAIMLOOP_KEYS_FILE, dataFolder });
  return {
    dataFolder,
    temporal,
    keys,
    databaseUrl: settings.DATABASE_URL,
    clock: readJsonFile(settings.CLAIMLOOP_CLOCK, clockSchema),
    partners: readJsonFile(settings.CLAIMLOOP_PARTNERS, partnersSchema),
    profiles: settings.CLAIMLOOP_PROFILES ? readJsonFile(settings.CLAIMLOOP_PROFILES, policyProfilesSchema) : {},
    maxCachedWorkflows: settings.CLAIMLOOP_MAX_CACHED_WORKFLOWS,
  };
}

/**
 * Reads a JSON file of a known shape. Throws an error that names the file and the fields at fault, never their
 * values.
 */
function readJsonFile<T>(path: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} can't be read as JSON.`, { cause });
  }
  return parse(schema, json, path);
}

function parse<T>(schema: z.ZodType<T>, value: unknown, source: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`${source}: ${faults.join('; ')}.`);
}
