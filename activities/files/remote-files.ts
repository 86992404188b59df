import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import type { RemoteFile } from '../transports/mailbox.ts';

/** Attempts to fetch or remove one file before a person is asked. */
export const mostAttempts = 5;

/**
 * The state of a file in a partner's outbox. `kept`: it is stored, and stays at the partner. `given-up`: it cannot be
 * fetched.
 */
export type RemoteState = 'new' | 'incomplete' | 'stored' | 'kept' | 'given-up';

/** A file in a partner's outbox, with its state from earlier visits. */
export interface ObservedFile extends RemoteFile {
  readonly state: RemoteState;
  readonly attempts: number;
  /** Seconds since its size and time last changed. */
  readonly unchangedSeconds: number;
}

/** Records the files in an outbox. A file whose size or time has changed becomes `new`; missing files are deleted. */
export async function observe(
  sql: Sql,
  partnerId: string,
  files: readonly RemoteFile[],
): Promise<readonly ObservedFile[]> {
  const names = files.map(({ name }) => name);
  await sql.rows('delete from remote_file where tenant = $1 and partner_id = $2 and not (name = any($3::text[]))', [
    tenant,
    partnerId,
    names,
  ]);
  if (files.length === 0) return [];
  await sql.rows(
    `insert into remote_file (tenant, partner_id, name, size, modified_at)
     select $1, $2, t.* from unnest($3::text[], $4::bigint[], $5::timestamptz[]) as t
     on conflict (tenant, partner_id, name) do update set size = excluded.size, modified_at = excluded.modified_at,
         unchanged_since = now(), state = 'new', attempts = 0
       where (remote_file.size, remote_file.modified_at) is distinct from (excluded.size, excluded.modified_at)`,
    [tenant, partnerId, names, files.map(({ size }) => size), files.map(({ modifiedAt }) => new Date(modifiedAt))],
  );
  const rows = await sql.rows<Omit<ObservedFile, keyof RemoteFile> & { readonly name: string }>(
    `select name, state, attempts, extract(epoch from now() - unchanged_since)::float8 as "unchangedSeconds"
     from remote_file where tenant = $1 and partner_id = $2`,
    [tenant, partnerId],
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  return files.flatMap((file) => {
    const row = known.get(file.name);
    return row ? [{ ...row, ...file }] : [];
  });
}

/** Records the state of a file and its attempts. */
export async function noteRemote(
  sql: Sql,
  partnerId: string,
  { name, state, attempts }: { readonly name: string; readonly state: RemoteState; readonly attempts: number },
): Promise<void> {
  await sql.rows(
    'update remote_file set state = $4, attempts = $5 where tenant = $1 and partner_id = $2 and name = $3',
    [tenant, partnerId, name, state, attempts],
  );
}

/** Deletes the record of a file that was removed. */
export async function forgetRemote(sql: Sql, partnerId: string, name: string): Promise<void> {
  await sql.rows('delete from remote_file where tenant = $1 and partner_id = $2 and name = $3', [
    tenant,
    partnerId,
    name,
  ]);
}
