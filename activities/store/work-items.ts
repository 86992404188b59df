import type { IsoDate } from '../../domain/dates.ts';
import type { Sql } from './database.ts';
import { only, tenant } from './rows.ts';

/** A stored work item. */
export interface WorkItem {
  /** Unique per cause. */
  readonly key: string;
  /** Absent if the item is about a file and no known claim. */
  readonly claimId?: string;
  readonly kind: string;
  readonly owner: string;
  readonly category?: string | undefined;
  readonly openedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly found: string;
  readonly canDo: string;
}

/** Stores a work item, once per key. Returns its id. */
export async function recordWorkItem(sql: Sql, item: WorkItem): Promise<bigint> {
  const { key, claimId = null, kind, owner, category = null, openedOn, dueOn, found, canDo } = item;
  const rows = await sql.rows<{ id: bigint }>(
    // A no-op update, so that an existing row is returned too.
    `insert into work_item (tenant, key, claim_id, kind, owner, category, opened_on, due_on, found, can_do)
     values ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $9, $10)
     on conflict (tenant, key) do update set key = excluded.key returning id`,
    [tenant, key, claimId, kind, owner, category, openedOn, dueOn, sql.vault.seal('work_item.found', found), canDo],
  );
  return only(rows).id;
}

/** Stores work items, once per key. */
export async function recordWorkItems(sql: Sql, items: readonly WorkItem[]): Promise<void> {
  if (items.length === 0) return;
  await sql.rows(
    `insert into work_item (tenant, key, claim_id, kind, owner, category, opened_on, due_on, found, can_do)
     select $1, t.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
       $9::bytea[], $10::text[]) as t
     on conflict (tenant, key) do nothing`,
    [
      tenant,
      items.map(({ key }) => key),
      items.map(({ claimId }) => claimId ?? null),
      items.map(({ kind }) => kind),
      items.map(({ owner }) => owner),
      items.map(({ category }) => category ?? null),
      items.map(({ openedOn }) => openedOn),
      items.map(({ dueOn }) => dueOn),
      items.map(({ found }) => sql.vault.seal('work_item.found', found)),
      items.map(({ canDo }) => canDo),
    ],
  );
}

/** Returns those of the keys that have a work item, open or closed. */
export async function knownWorkItems(sql: Sql, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await sql.rows<{ key: string }>(
    'select key from work_item where tenant = $1 and key = any($2::text[])',
    [tenant, keys],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Closes the open work items whose keys begin with that key, and records how they were resolved. */
export async function settleItemsOf(
  sql: Sql,
  {
    key,
    how,
    by = null,
    today,
  }: { readonly key: string; readonly how: string; readonly by?: string | null; readonly today: IsoDate },
): Promise<void> {
  await sql.rows(
    `update work_item set closed_on = $3::date, how = $4, closed_by = $5
     where tenant = $1 and starts_with(key, $2) and closed_on is null`,
    [tenant, key, today, sql.vault.seal('work_item.how', how), by],
  );
}

/** Closes a work item and records how it was resolved. A closed item stays unchanged. */
export async function settleWorkItem(
  sql: Sql,
  {
    workItemId,
    how,
    by = null,
    today,
  }: { readonly workItemId: string; readonly how: string; readonly by?: string | null; readonly today: IsoDate },
): Promise<void> {
  await sql.rows(
    `update work_item set closed_on = $2::date, how = $3, closed_by = $4 where id = $1::bigint and closed_on is null`,
    [workItemId, today, sql.vault.seal('work_item.how', how), by],
  );
}
