import type { Account } from '../../domain/ledger/accounts.ts';
import type { Balance } from '../../domain/ledger/balances.ts';
import { creditEntry } from '../../domain/ledger/credits.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { permanent } from '../failures.ts';
import type { Sql } from './database.ts';
import { hashOf, tenant, toCents } from './rows.ts';

/**
 * Posts entries, each once per key: an entry that exists is skipped. Credits of the claims are settled after them.
 * Throws `conflicting-inputs` if a key exists with different content. Call it in a transaction.
 */
export async function post(sql: Sql, entries: readonly (Entry | undefined)[]): Promise<void> {
  const given = entries.filter((entry) => entry !== undefined);
  // Reversals come last: they may reverse an entry of the same batch.
  const made = [
    ...(await insert(
      sql,
      given.filter((entry) => entry.reverses === undefined),
    )),
    ...(await insert(
      sql,
      given.filter((entry) => entry.reverses !== undefined),
    )),
  ];
  await settleCredits(sql, made);
}

/** Moves credits and deposits of the claims with new entries; the last entry of a claim is the cause. */
async function settleCredits(sql: Sql, made: readonly Entry[]): Promise<void> {
  const causes = new Map(made.flatMap((entry) => (entry.claimId === null ? [] : [[entry.claimId, entry] as const])));
  if (causes.size === 0) return;
  const balances = await balancesOfClaims(sql, [...causes.keys()]);
  const credits = [...causes].map(([claimId, cause]) => creditEntry(cause, balances.get(claimId) ?? []));
  await insert(
    sql,
    credits.filter((entry) => entry !== undefined),
  );
}

/** The entries that are new. */
async function insert(sql: Sql, entries: readonly Entry[]): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  const hashes = new Map(entries.map((entry) => [entry.key, contentHash(entry)]));
  const transfers = entries.flatMap(({ key, transfers: made }) =>
    made.map((one, ordinal) => ({ key, ordinal, ...one })),
  );
  const made = await sql.rows<{ key: string }>(insertion, [
    tenant,
    entries.map(({ key }) => key),
    entries.map(({ kind }) => kind),
    entries.map(({ claimId }) => claimId),
    entries.map(({ effectiveOn }) => effectiveOn),
    entries.map(({ postedOn }) => postedOn),
    entries.map(({ source }) => source),
    entries.map(({ by }) => by ?? null),
    entries.map(({ reverses }) => reverses ?? null),
    entries.map(({ transfers: { length } }) => length),
    [...hashes.values()],
    transfers.map(({ key }) => key),
    transfers.map(({ ordinal }) => ordinal),
    transfers.map(({ line }) => line),
    transfers.map(({ debit }) => debit),
    transfers.map(({ credit }) => credit),
    transfers.map(({ amountCents }) => amountCents),
  ]);
  for (const { key } of made) hashes.delete(key);
  if (hashes.size > 0) await refuseOtherContent(sql, hashes);
  return entries.filter(({ key }) => !hashes.has(key));
}

/** The hash of an entry's content. The same fact may be posted again on another day. */
export function contentHash({ postedOn: _, ...content }: Entry): string {
  return hashOf(content);
}

// Inserts entries and transfers in one statement, as the triggers demand. Ids follow the order of the entries.
const insertion = `
  with given as (
    select * from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::text[], $9::text[],
      $10::int[], $11::text[])
      with ordinality as g (key, kind, claim_id, effective_on, posted_on, source, made_by, reverses, transfers,
        inputs_sha256, place)
  ), made as (
    insert into journal_entry (tenant, key, kind, claim_id, effective_on, posted_on, source, made_by, reverses_id,
      transfers, inputs_sha256)
    select $1, g.key, g.kind, g.claim_id, g.effective_on, g.posted_on, g.source, g.made_by, taken_back.id, g.transfers,
      g.inputs_sha256
    from given g left join journal_entry taken_back on taken_back.tenant = $1 and taken_back.key = g.reverses
    order by g.place
    on conflict (tenant, key) do nothing returning id, key
  ), posted as (
    insert into journal_transfer (entry_id, ordinal, line, debit, credit, amount_cents)
    select made.id, t.ordinal, t.line, t.debit, t.credit, t.amount_cents
    from unnest($12::text[], $13::int[], $14::text[], $15::text[], $16::text[], $17::bigint[])
        as t (key, ordinal, line, debit, credit, amount_cents)
      join made using (key)
  )
  select key from made`;

async function refuseOtherContent(sql: Sql, hashes: ReadonlyMap<string, string>): Promise<void> {
  const known = await sql.rows<{ key: string; hash: string }>(
    'select key, inputs_sha256 as hash from journal_entry where tenant = $1 and key = any($2::text[])',
    [tenant, [...hashes.keys()]],
  );
  if (known.some(({ key, hash }) => hashes.get(key) !== hash)) throw permanent('conflicting-inputs');
}

/** The balances of a claim by line and account, ordered by both. */
export async function balancesOf(sql: Sql, claimId: string): Promise<readonly Balance[]> {
  return (await balancesOfClaims(sql, [claimId])).get(claimId) ?? [];
}

/** The balances of claims, by claim. Claims without entries are absent. */
export async function balancesOfClaims(
  sql: Sql,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Balance[]>> {
  const rows = await sql.rows<{ claimId: string; line: string; account: Account; amount: bigint }>(
    `select claim_id as "claimId", line, account, amount_cents as amount from claim_balance
     where claim_id = any($1::text[]) and amount_cents <> 0 order by claim_id, line, account`,
    [[...claimIds]],
  );
  const balances = new Map<string, Balance[]>();
  for (const { claimId, line, account, amount } of rows) {
    const known = balances.get(claimId) ?? [];
    known.push({ line, account, amountCents: toCents(amount) });
    balances.set(claimId, known);
  }
  return balances;
}

/** The entry of that key; undefined if there is none. */
export async function entryOf(sql: Sql, key: string): Promise<Entry | undefined> {
  const [found] = await sql.rows<StoredEntry>(`${reading} where e.tenant = $1 and e.key = $2`, [tenant, key]);
  return found && toEntry(found);
}

/** All entries of a claim, oldest first. */
export async function entriesOf(sql: Sql, claimId: string): Promise<readonly Entry[]> {
  const rows = await sql.rows<StoredEntry>(`${reading} where e.claim_id = $1 order by e.id`, [claimId]);
  return rows.map(toEntry);
}

/** An entry as it is stored. */
export type StoredEntry = Omit<Entry, 'reverses' | 'by'> & {
  readonly reverses: string | null;
  readonly by: string | null;
};

/** Selects stored entries; conditions on the entry `e` may follow. */
export const reading = `
  select e.key, e.kind, e.claim_id as "claimId", e.effective_on::text as "effectiveOn", e.posted_on::text as "postedOn",
    e.source, e.made_by as by, taken_back.key as reverses,
    (select json_agg(json_build_object('line', line, 'debit', debit, 'credit', credit, 'amountCents', amount_cents)
       order by ordinal) from journal_transfer where entry_id = e.id) as transfers
  from journal_entry e left join journal_entry taken_back on taken_back.id = e.reverses_id`;

/** The entry of a stored row. */
export function toEntry({ reverses, by, ...entry }: StoredEntry): Entry {
  return { ...entry, ...(by === null ? {} : { by }), ...(reverses === null ? {} : { reverses }) };
}
