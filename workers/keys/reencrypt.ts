import type { Client } from 'pg';
import { createVault, prefixOf, type SealedColumn, sealedColumns, type Vault } from '../../activities/store/vault.ts';
import type { KeyRing } from '../../client/encryption/keys.ts';

/** Rows per transaction. */
const batchSize = 200;

/**
 * Encrypts every value of one key with the first key of the ring, in batches; it can be interrupted and run again.
 * Needs the role that owns the tables. Returns the number of values.
 */
export async function reencrypt(database: Client, keys: KeyRing, keyId: string): Promise<number> {
  // It makes no digests.
  const vault = createVault(keys, new Uint8Array());
  let count = 0;
  // Rows that change meanwhile may be passed over: again, until there are none.
  for (let found = 1; found > 0; count += found) {
    found = 0;
    for (const column of sealedColumns) found += await reencryptColumn(database, vault, column, keyId);
  }
  return count;
}

async function reencryptColumn(database: Client, vault: Vault, column: SealedColumn, keyId: string): Promise<number> {
  let count = 0;
  for (let after = '(0,0)'; ;) {
    const places = await reencryptBatch(database, vault, { column, keyId, after });
    const last = places.at(-1);
    if (last === undefined) return count;
    count += places.length;
    after = last;
  }
}

interface Batch {
  readonly column: SealedColumn;
  readonly keyId: string;
  /** Place in the table (ctid) after which it begins. */
  readonly after: string;
}

/** Returns the places of the rows, in order. */
async function reencryptBatch(
  database: Client,
  vault: Vault,
  { column, keyId, after }: Batch,
): Promise<readonly string[]> {
  const [table, name] = column.split('.') as [string, string];
  const prefix = prefixOf(keyId);
  await database.query('begin');
  try {
    // Without a sort or a parallel plan, PostgreSQL reads a range of places in order.
    await database.query(`set local claimloop.reencrypt = 'on'; set local enable_seqscan = off;
      set local max_parallel_workers_per_gather = 0`);
    const { rows } = await database.query<{ place: string; value: Buffer }>(
      `select ctid::text as place, ${name} as value from ${table}
       where ctid > $1::tid and substring(${name} from 1 for $2) = $3 limit $4 for update`,
      [after, prefix.length, prefix, batchSize],
    );
    const sealed = rows.map(({ value }) => vault.seal(column, vault.open(column, value)));
    await database.query(
      `update ${table} set ${name} = t.value from unnest($1::tid[], $2::bytea[]) as t (place, value)
       where ${table}.ctid = t.place`,
      [rows.map(({ place }) => place), sealed],
    );
    await database.query('commit');
    return rows.map(({ place }) => place);
  } catch (error) {
    await database.query('rollback');
    throw error;
  }
}
