import type { Account, Entry } from '../../domain/ledger/entry.ts';
import type { ClaimBalances } from '../../domain/ledger/who-owes.ts';
import { permanent } from '../failures.ts';
import type { Sql } from './database.ts';
import { hashOf, only, tenant, toCents } from './rows.ts';

/**
 * Posts entries, each once per key: an entry that exists is skipped. Throws `conflicting-inputs` if a key exists with
 * different content. The database refuses an unbalanced entry at commit.
 */
export async function post(sql: Sql, entries: readonly (Entry | undefined)[]): Promise<void> {
  const given = entries.filter((entry) => entry !== undefined);
  // Reversals come last: they may reverse an entry of the same batch.
  await insert(
    sql,
    given.filter((entry) => entry.reverses === undefined),
  );
  await insert(
    sql,
    given.filter((entry) => entry.reverses !== undefined),
  );
}

async function insert(sql: Sql, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const hashes = new Map(entries.map((entry) => [entry.key, hashOf(entry)]));
  const legs = entries.flatMap(({ key, legs }) => legs.map((posting, leg) => ({ key, leg, ...posting })));
  const made = await sql.rows<{ key: string }>(insertion, [
    tenant,
    entries.map(({ key }) => key),
    entries.map(({ kind }) => kind),
    entries.map(({ claimId }) => claimId),
    entries.map(({ on }) => on),
    entries.map(({ source }) => source),
    entries.map(({ reverses }) => reverses ?? null),
    entries.map(({ legs }) => legs.length),
    [...hashes.values()],
    legs.map(({ key }) => key),
    legs.map(({ leg }) => leg),
    legs.map(({ account }) => account),
    legs.map(({ amountCents }) => amountCents),
  ]);
  for (const { key } of made) hashes.delete(key);
  if (hashes.size > 0) await refuseOtherContent(sql, hashes);
}

// Inserts all entries and their legs in one statement. Ids follow the order of the entries.
const insertion = `
  with given as (
    select * from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[], $8::int[], $9::text[])
      with ordinality as g (key, kind, claim_id, effective_on, source, reverses, legs, inputs_sha256, place)
  ), made as (
    insert into journal_entry (tenant, key, kind, claim_id, effective_on, source, reverses_id, legs, inputs_sha256)
    select $1, g.key, g.kind, g.claim_id, g.effective_on, g.source, taken_back.id, g.legs, g.inputs_sha256
    from given g left join journal_entry taken_back on taken_back.tenant = $1 and taken_back.key = g.reverses
    order by g.place
    on conflict (tenant, key) do nothing returning id, key
  ), posted as (
    insert into journal_leg (entry_id, leg, account, amount_cents)
    select made.id, l.leg, l.account, l.amount_cents
    from unnest($10::text[], $11::int[], $12::text[], $13::bigint[]) as l (key, leg, account, amount_cents)
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

/** The open balances of a claim, in cents. */
export async function openBalances(sql: Sql, claimId: string): Promise<ClaimBalances> {
  const sums = await sql.rows<{ account: Account; total: bigint }>(
    `select account, sum(amount_cents)::bigint as total from journal_leg join journal_entry on id = entry_id
     where claim_id = $1 and (account like 'receivable:%' or account = 'write-offs') group by account`,
    [claimId],
  );
  const of = (account: Account) => toCents(sums.find((row) => row.account === account)?.total ?? 0n);
  return {
    payerCents: of('receivable:payer'),
    patientCents: of('receivable:patient'),
    agencyCents: of('receivable:agency'),
    writtenOffCents: of('write-offs'),
  };
}

/** The accounts of an entry; none when there is no entry of that key. */
export async function accountsOf(sql: Sql, key: string): Promise<readonly Account[]> {
  const rows = await sql.rows<{ account: Account }>(
    'select account from journal_leg join journal_entry on id = entry_id where tenant = $1 and key = $2',
    [tenant, key],
  );
  return rows.map(({ account }) => account);
}

/** All entries of a claim, oldest first. */
export async function entriesOf(sql: Sql, claimId: string): Promise<readonly Entry[]> {
  const rows = await sql.rows<Omit<Entry, 'reverses'> & { readonly reverses: string | null }>(
    `select e.key, e.kind, e.claim_id as "claimId", e.effective_on::text as "on", e.source, taken_back.key as reverses,
       (select json_agg(json_build_object('account', account, 'amountCents', amount_cents) order by leg)
        from journal_leg where entry_id = e.id) as legs
     from journal_entry e left join journal_entry taken_back on taken_back.id = e.reverses_id
     where e.claim_id = $1 order by e.id`,
    [claimId],
  );
  return rows.map(({ reverses, ...entry }) => ({ ...entry, ...(reverses === null ? {} : { reverses }) }));
}

/** Debits and credits of each account, and the number of entries, over the whole journal. */
export async function trialBalance(sql: Sql): Promise<{
  accounts: { account: string; debitCents: number; creditCents: number }[];
  balanced: boolean;
  entries: number;
}> {
  const rows = await sql.rows<{ account: string; debit: bigint; credit: bigint }>(
    `select account, coalesce(sum(amount_cents) filter (where amount_cents > 0), 0)::bigint as debit,
       coalesce(-sum(amount_cents) filter (where amount_cents < 0), 0)::bigint as credit
     from journal_leg group by account order by account`,
  );
  const accounts = rows.map(({ account, debit, credit }) => ({
    account,
    debitCents: toCents(debit),
    creditCents: toCents(credit),
  }));
  const total = accounts.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0);
  const counted = await sql.rows<{ entries: number }>('select count(*)::int as entries from journal_entry');
  return { accounts, balanced: total === 0, entries: only(counted).entries };
}

/** Sums per claim and account, keyed "claim account". Accounts without entries are absent. */
export async function accountTotals(sql: Sql, claimIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.rows<{ claimId: string; account: string; total: bigint }>(
    `select claim_id as "claimId", account, sum(amount_cents)::bigint as total
     from journal_leg join journal_entry on id = entry_id
     where claim_id = any($1::text[]) group by claim_id, account`,
    [[...claimIds]],
  );
  return new Map(rows.map(({ claimId, account, total }) => [`${claimId} ${account}`, toCents(total)]));
}
