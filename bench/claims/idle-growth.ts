import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client as TemporalClient } from '@temporalio/client';
import { Client } from 'pg';
import { connectClient } from '../../client/connection.ts';
import { type BenchInstallation, bringUp } from '../installation.ts';
import type { MeasurementOptions, Result } from '../result.ts';
import { startClaims, untilSent } from './start.ts';

/** Claims that wait for their payer. */
const claims = 10;
/** Milliseconds after the last claim was sent until nothing is under way. */
const settleMs = 20_000;
const defaultMinutes = 10;

/** What an installation has at one moment. */
interface Snapshot {
  readonly workflows: number;
  readonly events: number;
  readonly rows: number;
  readonly 'postgres-bytes': number;
  readonly 'wal-bytes': number;
  readonly 'temporal-bytes': number;
  readonly 'log-bytes': number;
}

const units: Readonly<Record<keyof Snapshot, string>> = {
  workflows: 'workflows',
  events: 'history events',
  rows: 'rows in PostgreSQL',
  'postgres-bytes': 'bytes of tables and indexes',
  'wal-bytes': 'bytes of write-ahead log, which PostgreSQL recycles',
  'temporal-bytes': "bytes of Temporal's state file",
  'log-bytes': 'bytes of logs',
};

/** What an installation with ten open claims accumulates while nothing happens, in ten minutes or `minutes`. */
export async function idleGrowth({ minutes = defaultMinutes }: MeasurementOptions): Promise<readonly Result[]> {
  const installation = await bringUp({ sandbox: false, daySeconds: '86400' });
  const { client, close } = await connectClient(installation.folder);
  try {
    await startClaims(client, 900, claims);
    await untilSent(installation, claims);
    await pause(settleMs);
    const before = await snapshot(installation, client);
    await pause(minutes * 60_000);
    const after = await snapshot(installation, client);
    return (Object.keys(units) as (keyof Snapshot)[]).map((name) => ({
      name: `idle-growth-${name}`,
      value: after[name] - before[name],
      unit: `${units[name]}, in ${minutes} minutes`,
    }));
  } finally {
    await close();
    await installation.stop();
  }
}

async function snapshot({ folder, endpoints }: BenchInstallation, client: TemporalClient): Promise<Snapshot> {
  const state = ['temporal.db', 'temporal.db-wal'].map((name) => bytesOf(join(folder, name)));
  return {
    ...(await historiesOf(client)),
    ...(await databaseOf(endpoints.migrationDatabaseUrl ?? endpoints.databaseUrl)),
    'temporal-bytes': state.reduce((sum, bytes) => sum + bytes, 0),
    'log-bytes': bytesOf(join(folder, 'logs')),
  };
}

async function historiesOf(client: TemporalClient): Promise<Pick<Snapshot, 'workflows' | 'events'>> {
  let [workflows, events] = [0, 0];
  for await (const { workflowId, runId } of client.workflow.list()) {
    workflows += 1;
    // The list has the length of closed histories only.
    events += (await client.workflow.getHandle(workflowId, runId).describe()).historyLength;
  }
  return { workflows, events };
}

async function databaseOf(url: string): Promise<Pick<Snapshot, 'rows' | 'postgres-bytes' | 'wal-bytes'>> {
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    const tables = await database.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    );
    const counts = tables.rows.map(({ name }) => `(select count(*) from ${name})`).join(' + ');
    const { rows } = await database.query<{ rows: number; size: number; wal: number }>(
      `select (${counts})::float8 as rows, pg_database_size(current_database())::float8 as size,
         pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal`,
    );
    const [found] = rows;
    if (!found) throw new Error('PostgreSQL did not answer');
    return { rows: found.rows, 'postgres-bytes': found.size, 'wal-bytes': found.wal };
  } finally {
    await database.end();
  }
}

/** Size of a file, or of all files in a folder; 0 if there is none. */
function bytesOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
