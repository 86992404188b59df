import type { Database, Sql } from '../store/database.ts';
import { only, tenant } from '../store/rows.ts';
import type { FileContext, SetContext } from './file-context.ts';
import type { SurveyedInterchange } from './first-reading.ts';
import { printable } from './printable.ts';
import { Quarantine, quarantineReason } from './quarantine.ts';
import { type Unit, unitsOf } from './units.ts';

/** An interchange of the file. */
interface IndexedInterchange {
  readonly interchange: SurveyedInterchange;
  /** Index in the file, starting at 1. */
  readonly index: number;
  /** Whether this is the last attempt to read the file: a set that fails now is quarantined. */
  readonly isLast: boolean;
}

/** A unit of a stored interchange. */
export interface PlacedUnit {
  readonly unit: Unit;
  /** Index of the interchange in the file, starting at 1. */
  readonly index: number;
  readonly interchangeId: bigint;
  /** Position of the last claim payment that is posted; 0 if none is. */
  readonly postedThrough: number;
}

/**
 * Posts each TA1, 999 and 277CA of an interchange in a transaction of its own, and quarantines every set that does not
 * fit. Returns the remittances that are not posted yet, and the errors that a retry may resolve; they do not stop the
 * sets after them.
 */
export async function postInterchange(
  database: Database,
  file: FileContext,
  { interchange, index, isLast }: IndexedInterchange,
): Promise<{ readonly remittances: readonly PlacedUnit[]; readonly errors: readonly unknown[] }> {
  const interchangeId = await insertInterchange(database.sql, file, interchange, index);
  const stored = await storedUnits(database.sql, interchangeId);
  const errors: unknown[] = [];
  const remittances: PlacedUnit[] = [];
  for (const unit of unitsOf(interchange, file.partner)) {
    const { state, postedThrough } = stored.get(`${unit.group}.${unit.index}`) ?? {
      state: 'posting',
      postedThrough: 0,
    };
    if (state !== 'posting') continue;
    const placed = { unit, interchangeId, index, postedThrough };
    if (unit.content.kind === 'remittance') {
      remittances.push(placed);
      continue;
    }
    try {
      await postUnit(database, file, placed);
    } catch (error) {
      const reason = reasonOf(error, isLast);
      if (reason === undefined) errors.push(error);
      else await quarantineUnit(database.sql, placed, { reason, error });
    }
  }
  return { remittances, errors };
}

/** Why a set is not posted; undefined if a retry may post it. */
export function reasonOf(error: unknown, isLast: boolean): string | undefined {
  return quarantineReason(error) ?? (isLast ? 'it could not be posted, for an unknown reason' : undefined);
}

/** The context in which a stored set is posted. */
export function contextOf(
  sql: Sql,
  file: FileContext,
  { unit, index }: PlacedUnit,
  transactionSetId: bigint,
): SetContext {
  const { group, index: within, set } = unit;
  return {
    ...{ ...file, sql, transactionSetId },
    // The position in the file, because control numbers may repeat.
    source: `${file.digest}:${index}.${group}.${within}`,
    place: `interchange ${index}, ${set === 'TA1' ? `TA1 ${within}` : `group ${group}, set ${within}`}`,
  };
}

async function postUnit(database: Database, file: FileContext, placed: PlacedUnit): Promise<void> {
  const { content } = placed.unit;
  if (content.kind === 'misfit') throw content.why;
  if (content.kind === 'remittance') return;
  await database.inSqlTransaction(async (sql) => {
    const id = await insertUnit(sql, placed, { state: 'posted', reason: null, isMisdirected: false });
    // Another attempt has posted it.
    if (id !== undefined) await content.post(contextOf(sql, file, placed, id));
  });
}

async function insertInterchange(
  sql: Sql,
  { fileId }: FileContext,
  { senderId, receiverId, control, date, time, usage }: SurveyedInterchange,
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

interface StoredUnit {
  readonly place: string;
  readonly state: string;
  readonly postedThrough: number;
}

async function storedUnits(sql: Sql, interchangeId: bigint): Promise<ReadonlyMap<string, StoredUnit>> {
  const rows = await sql.rows<StoredUnit>(
    `select group_index || '.' || set_index as place, state, posted_through as "postedThrough"
     from transaction_set where interchange_id = $1`,
    [interchangeId],
  );
  return new Map(rows.map((row) => [row.place, row]));
}

/** Stores why a set is not posted. */
export async function quarantineUnit(
  sql: Sql,
  placed: PlacedUnit,
  { reason, error }: { readonly reason: string; readonly error: unknown },
): Promise<void> {
  await insertUnit(sql, placed, {
    state: 'quarantined',
    reason: `${placed.unit.label}${reason}`,
    isMisdirected: error instanceof Quarantine && error.isMisdirected,
  });
}

/** What is stored about a unit. */
interface UnitState {
  readonly state: 'posting' | 'posted' | 'quarantined';
  readonly reason: string | null;
  readonly isMisdirected: boolean;
}

/** Returns the new row's id; undefined if the unit is already stored. */
export async function insertUnit(
  sql: Sql,
  { unit, interchangeId }: PlacedUnit,
  { state, reason, isMisdirected }: UnitState,
): Promise<bigint | undefined> {
  const { group, index, groupControl, control, set } = unit;
  const rows = await sql.rows<{ id: bigint }>(
    `insert into transaction_set (interchange_id, group_index, set_index, group_control, set_control, set,
       canonical_digest, state, reason, is_misdirected) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (interchange_id, group_index, set_index) do nothing returning id`,
    [
      ...[interchangeId, group, index, groupControl, control, set, digestOf(sql, unit)],
      ...[state, reason, isMisdirected],
    ],
  );
  return rows[0]?.id;
}

/** The stored form of the digest of a unit's content. */
export function digestOf({ vault }: Sql, { canonicalSha256 }: Unit): string {
  return vault.digest(canonicalSha256);
}
