import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate, migrationsFolder } from '../../prisma/migrate.ts';
import { grantToWorker } from '../../prisma/roles.ts';
import { sharedResource } from './shared-resources.ts';

/** A database for one test file or test. */
export interface TestDatabase {
  /** Its connection string, as the role of the worker. */
  readonly url: string;
  /** Its connection string, as the role that owns the tables. */
  readonly ownerUrl: string;
  /** Runs SQL on a new connection as the superuser, who is bound by constraints and triggers only. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/**
 * Creates a database with all migrations applied, on the shared PostgreSQL server. It is copied from a template in
 * milliseconds: create one per test file (`beforeAll`) or per test.
 */
export async function createTestDatabase(folder: string = migrationsFolder): Promise<TestDatabase> {
  const server = await sharedResource('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(server, async (client) => {
    const template = await ensureTemplate(client, server, folder);
    await client.query(`create database ${name} template ${template} owner claimloop_owner`);
  });
  const url = databaseUrl(server, name);
  return {
    url: roleUrl(server, name, 'claimloop_worker'),
    ownerUrl: roleUrl(server, name, 'claimloop_owner'),
    query: (sql, values) => withClient(url, async (client) => (await client.query(sql, [...(values ?? [])])).rows),
    drop: () =>
      withClient(server, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** Creates a database without migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createTestDatabase('');
}

// Test files run in parallel: the first creates the template, the others wait.
async function ensureTemplate(client: Client, server: string, folder: string): Promise<string> {
  const name = folder === '' ? 'template0' : `template_${Buffer.from(folder).toString('hex').slice(-40)}`;
  await client.query('select pg_advisory_lock(1)');
  try {
    await ensureRoles(client);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(`create database ${name}_next owner claimloop_owner`);
      const [owner, worker] = roles.map((role) => roleUrl(server, `${name}_next`, role));
      await migrate(owner ?? '', folder);
      await grantToWorker(owner ?? '', worker ?? '');
      await client.query(`alter database ${name}_next rename to ${name}`);
    }
    return name;
  } finally {
    await client.query('select pg_advisory_unlock(1)');
  }
}

const roles = ['claimloop_owner', 'claimloop_worker'] as const;

async function ensureRoles(client: Client): Promise<void> {
  for (const role of roles) {
    const found = await client.query('select from pg_roles where rolname = $1', [role]);
    if (found.rowCount === 0) await client.query(`create role ${role} login password 'test'`);
  }
}

function roleUrl(server: string, name: string, role: (typeof roles)[number]): string {
  const url = new URL(databaseUrl(server, name));
  url.username = role;
  url.password = 'test';
  return url.href;
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
