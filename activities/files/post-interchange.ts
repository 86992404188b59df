import type { Interchange } from '../../x12/index.ts';
import type { Database, Sql } from '../store/database.ts';
import { only, tenant } from '../store/rows.ts';
import type { FileContext } from './file-context.ts';
import { printable } from './printable.ts';
import { Quarantine, quarantineReason } from './quarantine.ts';
import { type Unit, unitsOf } from './units.ts';

/** An interchange of the file. */
interface IndexedInterchange {
  readonly interchange: Interchange;
  /** Index in the file, starting at 1. */
  readonly index: number;
  /** Whether this is the last attempt to read the file: a set that fails now is quarantined. */
  readonly isLast: boolean;
}

/**
 * Posts each transaction set of an interchange in a transaction of its own, or quarantines it. Returns the errors that
 * a retry may resolve; they do not stop the sets after them.
 */
export async function postInterchange(
  database: Database,
  file: FileContext,
  { interchange, index, isLast }: IndexedInterchange,
): Promise<readonly unknown[]> {
  const interchangeId = await insertInterchange(database.sql, file, interchange, index);
  const done = await unitsDone(database.sql, interchangeId);
  const errors: unknown[] = [];
  for (const unit of unitsOf(interchange, file.partner)) {
    if (done.has(`${unit.group}.${unit.index}`)) continue;
    try {
      await postUnit(database, file, { unit, interchangeId, index });
    } catch (error) {
      const reason = quarantineReason(error) ?? (isLast ? 'it could not be posted, for an unknown reason' : undefined);
      if (reason === undefined) errors.push(error);
      else await quarantineUnit(database.sql, interchangeId, unit, { reason, isMisdirected: isForOthers(error) });
    }
  }
  return errors;
}

/** Identifies a set by its position in the file, because control numbers may repeat. */
function sourceOf({ digest }: FileContext, interchange: number, { group, index }: Unit): string {
  return `${digest}:${interchange}.${group}.${index}`;
}

/** Where a set is, for people. */
function placeOf(interchange: number, { group, index, set }: Unit): string {
  const within = set === 'TA1' ? `TA1 ${index}` : `group ${group}, set ${index}`;
  return `interchange ${interchange}, ${within}`;
}

async function postUnit(
  database: Database,
  file: FileContext,
  { unit, interchangeId, index }: { readonly unit: Unit; readonly interchangeId: bigint; readonly index: number },
): Promise<void> {
  if (unit.misfit !== undefined) throw unit.misfit;
  await database.inSqlTransaction(async (sql) => {
    const transactionSetId = await insertUnit(sql, interchangeId, unit, {
      state: 'posted',
      reason: null,
      isMisdirected: false,
    });
    // Another attempt has posted it.
    if (transactionSetId === undefined) return;
    const [source, place] = [sourceOf(file, index, unit), placeOf(index, unit)];
    await unit.post({ ...file, sql, transactionSetId, source, place });
  });
}

async function insertInterchange(
  sql: Sql,
  { fileId }: FileContext,
  { senderId, receiverId, control, date, time, usage }: Interchange,
  index: number,
): Promise<bigint> {
  const header = [senderId, receiverId, control, date, time, usage].map((text) => printable(text, 20));
  const rows = await sql.rows<{ id: bigint }>(
    `insert into interchange (tenant, file_id, interchange_index, sender_id, receiver_id, control, date, time, usage)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (file_id, interchange_index) do update set tenant = excluded.tenant returning id`,
    [tenant, fileId, index, ...header],
  );
  return only(rows).id;
}

async function unitsDone(sql: Sql, interchangeId: bigint): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ place: string }>(
    `select group_index || '.' || set_index as place from transaction_set where interchange_id = $1`,
    [interchangeId],
  );
  return new Set(rows.map(({ place }) => place));
}

function isForOthers(error: unknown): boolean {
  return error instanceof Quarantine && error.isMisdirected;
}

function quarantineUnit(
  sql: Sql,
  interchangeId: bigint,
  unit: Unit,
  { reason, isMisdirected }: { readonly reason: string; readonly isMisdirected: boolean },
): Promise<bigint | undefined> {
  return insertUnit(sql, interchangeId, unit, {
    state: 'quarantined',
    reason: `${unit.label}${reason}`,
    isMisdirected,
  });
}

/** What is stored about a unit. */
interface UnitState {
  readonly state: 'posted' | 'quarantined';
  readonly reason: string | null;
  readonly isMisdirected: boolean;
}

/** Returns the new row's id; undefined if the unit is already stored. */
async function insertUnit(
  sql: Sql,
  interchangeId: bigint,
  { group, index, groupControl, control, set, canonicalSha256 }: Unit,
  { state, reason, isMisdirected }: UnitState,
): Promise<bigint | undefined> {
  const digest = sql.vault.digest(canonicalSha256);
  const rows = await sql.rows<{ id: bigint }>(
    `insert into transaction_set (interchange_id, group_index, set_index, group_control, set_control, set,
       canonical_digest, state, reason, is_misdirected) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (interchange_id, group_index, set_index) do nothing returning id`,
    [interchangeId, group, index, groupControl, control, set, digest, state, reason, isMisdirected],
  );
  return rows[0]?.id;
}
