import { z } from 'zod';
import { nearest } from '../domain/schema/nearest.ts';

/** Who reads a variable: an installation, Temporal's own configuration, or the tools of a checkout. */
export type VariableUse = 'installation' | 'temporal' | 'development';

const variable = (use: VariableUse, description: string, example: string, otherwise?: string) =>
  z
    .string()
    .optional()
    .meta({ use, description, examples: [example], ...(otherwise && { otherwise }) });

const path = (file: string, otherwise: string) =>
  variable('installation', `Path of ${file}.`, `/etc/claimloop/${file}`, otherwise);

const isDatabaseUrl = (text: string): boolean =>
  URL.canParse(text) && ['postgresql:', 'postgres:'].includes(new URL(text).protocol);

const databaseUrl = (description: string, example: string) =>
  z
    .string()
    .refine(isDatabaseUrl, 'postgresql://user:password@host:port/database')
    .optional()
    .meta({ use: 'installation', description, examples: [example] });

/** Every environment variable. Temporal's `TEMPORAL_GRPC_META_*` are the only ones that are not listed by name. */
export const environmentSchema = z.strictObject({
  DATABASE_URL: databaseUrl(
    'PostgreSQL to use, as the role of the worker: no superuser, and not the owner of the tables. With it, `up` ' +
      'starts no PostgreSQL. A worker that is started alone needs it.',
    'postgresql://claimloop_worker:secret@db.example.com:5432/claimloop',
  ),
  MIGRATION_DATABASE_URL: databaseUrl(
    'The same database as the role that owns the tables. `up` needs it with DATABASE_URL, to apply migrations and to ' +
      'grant the worker its rights; so do `keys rotate` and `keys retire`.',
    'postgresql://claimloop_owner:secret@db.example.com:5432/claimloop',
  ),
  CLAIMLOOP_DATA: variable(
    'installation',
    'Data folder of the installation, for a worker that is started alone. `up` takes it from `--data`.',
    '/var/lib/claimloop',
  ),
  CLAIMLOOP_ARCHIVE: variable(
    'installation',
    'Folder in which all files received and sent are kept, encrypted, outside PostgreSQL. Back it up, and put it on ' +
      'another disk than PostgreSQL.',
    '/var/lib/claimloop-archive',
    'the folder `archive` in the data folder',
  ),
  CLAIMLOOP_CLOCK: path('clock.json', 'clock.json in the data folder'),
  CLAIMLOOP_PARTNERS: path('partners.json', 'partners.json in the data folder'),
  CLAIMLOOP_PROFILES: path('profiles.json', 'profiles.json in the data folder, if it exists'),
  CLAIMLOOP_SANDBOX: path('ready.json', 'no sandbox'),
  CLAIMLOOP_KEYS: variable(
    'installation',
    'Encryption keys, "keyId:base64" separated by commas; the first one encrypts. Comes before CLAIMLOOP_KEYS_FILE.',
    '2026-11:<base64 of 32 bytes>',
  ),
  CLAIMLOOP_KEYS_FILE: variable(
    'installation',
    'File with the encryption keys, one per line. Without it, the file `keys` in the data folder.',
    '/etc/claimloop/keys',
  ),
  CLAIMLOOP_MAX_CACHED_WORKFLOWS: z
    .string()
    .regex(/^\d{1,6}$/, 'a whole number, 0 to 999999')
    .meta({
      use: 'installation',
      description: 'Workflows that a worker keeps in memory between their tasks, about 0.4 MB each.',
      examples: ['2000'],
      otherwise: '`500`',
    })
    .transform(Number)
    .prefault('500'),
  CLAIMLOOP_FAILPOINTS: variable(
    'development',
    'Makes activities fail at a point, for tests: activity:point:count, separated by commas.',
    'submitClaim:after-send:1',
  ),
  CLAIMLOOP_CACHE: variable(
    'development',
    'Folder for what is downloaded or built once. Without it, ~/.cache/claimloop.',
    '/tmp/cache',
  ),
  CLAIMLOOP_TEMPORAL_CLI: variable('development', 'Path of the program `temporal` to use for `up`.', '/opt/temporal'),
  CLAIMLOOP_TEST_SERVER: variable(
    'development',
    'Path of the time-skipping Temporal server for tests.',
    '/opt/temporal-test-server',
  ),
  CLAIMLOOP_DRILL_CLAIMS: variable('development', 'Claims in each drill of the tests. Without it, 10.', '100'),
  CLAIMLOOP_MODEL_RUNS: variable('development', 'Runs of the ledger property tests. Without it, 1,000.', '10000'),
  CLAIMLOOP_TEST_RESOURCES: variable('development', 'Set by the tests themselves.', 'http://127.0.0.1:41000/'),
  CLAIMLOOP_TEST_LOG: variable('development', 'Log level of the Temporal SDK in tests.', 'WARN'),
  CLAIMLOOP_RECORD: variable('development', '1 makes the scenario tests record the histories anew.', '1'),
  CLAIMLOOP_WRITE_SCHEMA: variable('development', '1 makes a test write client/intake.schema.json anew.', '1'),
  CLAIMLOOP_BENCH_PACKAGES: variable('development', 'Set by the benchmarks themselves.', '/tmp/packages'),
  TEMPORAL_ADDRESS: variable(
    'temporal',
    'Temporal server to use. With it, `up` starts no Temporal server.',
    'temporal.example.com:7233',
  ),
  TEMPORAL_NAMESPACE: variable('temporal', 'Namespace at that server. Without it, `default`.', 'claims'),
  TEMPORAL_API_KEY: variable('temporal', 'API key of Temporal Cloud.', '<key>'),
  TEMPORAL_PROFILE: variable('temporal', 'Profile of the configuration file to use.', 'production'),
  TEMPORAL_CONFIG_FILE: variable('temporal', "Temporal's configuration file (TOML).", '/etc/temporal.toml'),
  TEMPORAL_TLS: variable('temporal', 'true or false: whether to use TLS.', 'true'),
  TEMPORAL_TLS_CLIENT_CERT_PATH: variable('temporal', 'File with the client certificate.', '/etc/claimloop/client.pem'),
  TEMPORAL_TLS_CLIENT_CERT_DATA: variable('temporal', 'The client certificate itself (PEM).', '<certificate>'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: variable('temporal', "File with the client's key.", '/etc/claimloop/client.key'),
  TEMPORAL_TLS_CLIENT_KEY_DATA: variable('temporal', "The client's key itself (PEM).", '<key>'),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: variable('temporal', "File with the server's CA.", '/etc/claimloop/ca.pem'),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: variable('temporal', "The server's CA itself (PEM).", '<certificate>'),
  TEMPORAL_TLS_SERVER_NAME: variable('temporal', 'Name to check in the certificate of the server.', 'temporal'),
  TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: variable('temporal', 'true: do not check that name.', 'false'),
});

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an installation is told by environment variables. */
export type Settings = Readonly<z.infer<typeof environmentSchema>>;

/**
 * Reads every variable of ours. Throws one error that lists every fault; it never prints a value, since some are
 * secrets. An empty variable counts as not set.
 */
export function readEnvironment(environment: Environment): Settings {
  const isRead = ([name, value]: [string, string | undefined]): boolean =>
    value !== undefined && value !== '' && Object.hasOwn(environmentSchema.shape, name);
  const result = environmentSchema.safeParse(Object.fromEntries(Object.entries(environment).filter(isRead)));
  const issues = result.success ? [] : result.error.issues;
  const faults = [
    ...unknownVariables(environment),
    ...issues.map(({ path: [name], message }) => `${String(name)} is not valid; allowed: ${message}`),
  ];
  if (faults.length > 0 || !result.success) throw new Error(`Environment: ${faults.join('; ')}.`);
  return result.data;
}

/** A sentence for each variable that begins with CLAIMLOOP_ and that nothing reads. */
export function unknownVariables(environment: Environment): readonly string[] {
  const known = Object.keys(environmentSchema.shape);
  return Object.keys(environment)
    .filter((name) => name.startsWith('CLAIMLOOP_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      const hint = meant ? `did you mean ${meant}?` : 'see docs/configuration.md';
      return `${name} is not a variable of claimloop (${hint})`;
    });
}
