import type { Client as TemporalClient, Connection } from '@temporalio/client';
import { Client, type ClientBase } from 'pg';
import { ServerAway } from '../../client/connection.ts';
import { checkValueOf, type KnownKey, KeyProblem, refuseOtherKeys } from '../../client/encryption/key-check.ts';
import type { KeyRing } from '../../client/encryption/keys.ts';
import { recordedKeys, recordKeys } from '../../client/key-record.ts';

/** The keys that the database knows, oldest first; empty in a database without our tables. */
export function registeredKeys(databaseUrl: string): Promise<readonly KnownKey[]> {
  return onDatabase(databaseUrl, readKeys);
}

/** The Temporal side of an installation. */
export interface TemporalSide {
  readonly connection: Connection;
  readonly namespace: string;
  readonly client: TemporalClient;
}

/**
 * Registers the keys of a new installation, in the database and in Temporal. In one that exists, throws KeyProblem
 * unless they are its keys. Never registers keys where data of other keys may be.
 */
export async function registerKeys(databaseUrl: string, temporal: TemporalSide, keys: KeyRing): Promise<void> {
  const recorded = await recordedKeys(temporal.connection, temporal.namespace, keys);
  if (recorded) refuseOtherKeys(keys, recorded);
  const known = await onDatabase(databaseUrl, async (client) => {
    // One worker at a time; the lock ends with the connection.
    await client.query('select pg_advisory_lock(837835278)');
    const registered = await readKeys(client);
    if (registered.length > 0) return registered;
    if (!recorded) await refuseData(client, temporal);
    const added = recorded ?? keys.map((key, index) => knownKey(key, index === 0 ? 'active' : 'old'));
    for (const { id, check, state } of added)
      await client.query('insert into installation_key (id, check_value, state) values ($1, $2, $3)', [
        id,
        check,
        state,
      ]);
    return added;
  });
  refuseOtherKeys(keys, known);
  if (!recorded || !isSame(recorded, known)) await recordKeys(temporal.client, known);
}

function knownKey(key: KeyRing[0], state: KnownKey['state']): KnownKey {
  return { id: key.id, check: checkValueOf(key), state };
}

function isSame(some: readonly KnownKey[], others: readonly KnownKey[]): boolean {
  const text = (keys: readonly KnownKey[]): string =>
    keys
      .map(({ id, check, state }) => `${id} ${check} ${state}`)
      .toSorted()
      .join();
  return text(some) === text(others);
}

/** Throws KeyProblem if there are claims although no key is registered: their keys are not known. */
async function refuseData(client: ClientBase, { connection, namespace }: TemporalSide): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    'select exists (select from claim) or exists (select from inbound_file) as found',
  );
  const { count } = await connection.workflowService.countWorkflowExecutions({
    namespace,
    query: `WorkflowType = 'claim'`,
  });
  const where = rows[0]?.found ? 'the database' : Number(count) > 0 ? `namespace ${namespace}` : undefined;
  if (where !== undefined)
    throw new KeyProblem(
      `There are claims in ${where}, but no key is registered: use the database and the namespace of one installation.`,
    );
}

/** The keys that the database knows, oldest first. */
export async function readKeys(client: ClientBase): Promise<readonly KnownKey[]> {
  const table = await client.query<{ found: boolean }>(`select to_regclass('installation_key') is not null as found`);
  if (!table.rows[0]?.found) return [];
  const { rows } = await client.query<KnownKey>(
    'select id, check_value as check, state from installation_key order by added_at, id',
  );
  return rows;
}

async function onDatabase<T>(databaseUrl: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect().catch((cause: unknown) => {
    const { host } = new URL(databaseUrl);
    throw new ServerAway(`The database at ${host} cannot be opened (${codeOf(cause)}).`, { cause });
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The code of a system or PostgreSQL error: ECONNREFUSED, 28P01. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
