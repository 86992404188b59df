import type { Account, Entry, EntryKind } from '../../domain/ledger/entry.ts';
import type { OpenBalances } from '../../domain/ledger/who-owes.ts';
import { cents, zero } from '../../domain/money.ts';
import { permanent } from '../failures.ts';
import type { Transaction } from './database.ts';
import { hashOf, tenant, toCents, toColumn, toDay } from './rows.ts';

/**
 * Posts entries, each once for its key: one that is there already posts nothing. Throws `conflicting-inputs` when a key
 * is there with other content. The database refuses what does not balance when the transaction commits.
 */
export async function post(tx: Transaction, entries: readonly (Entry | undefined)[]): Promise<void> {
  const fresh = await notYetPosted(
    tx,
    entries.filter((entry) => entry !== undefined),
  );
  // What takes back may take back an entry of the same batch, so it comes after.
  await insert(
    tx,
    fresh.filter((entry) => entry.reverses === undefined),
  );
  await insert(
    tx,
    fresh.filter((entry) => entry.reverses !== undefined),
  );
}

async function notYetPosted(tx: Transaction, entries: readonly Entry[]): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  const posted = await tx.journalEntry.findMany({
    where: { tenant, key: { in: entries.map(({ key }) => key) } },
    select: { key: true, inputsSha256: true },
  });
  const hashes = new Map(posted.map(({ key, inputsSha256 }) => [key, inputsSha256]));
  return entries.filter((entry) => {
    const hash = hashes.get(entry.key);
    if (hash !== undefined && hash !== hashOf(entry)) throw permanent('conflicting-inputs');
    return hash === undefined;
  });
}

async function insert(tx: Transaction, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const takenBack = await idsOf(
    tx,
    entries.flatMap(({ reverses }) => reverses ?? []),
  );
  const rows = await tx.journalEntry.createManyAndReturn({
    data: entries.map((entry) => ({
      tenant,
      key: entry.key,
      kind: entry.kind,
      claimId: entry.claimId,
      effectiveOn: toColumn(entry.on),
      source: entry.source,
      reversesId: entry.reverses === undefined ? null : (takenBack.get(entry.reverses) ?? null),
      legs: entry.postings.length,
      inputsSha256: hashOf(entry),
    })),
    select: { id: true, key: true },
  });
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  await tx.journalPosting.createMany({
    data: entries.flatMap(({ key, postings }) =>
      postings.map(({ account, amountCents }, leg) => ({
        entryId: ids.get(key) ?? 0n,
        leg,
        account,
        amountCents: BigInt(amountCents),
      })),
    ),
  });
}

async function idsOf(tx: Transaction, keys: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.journalEntry.findMany({
    where: { tenant, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/** What is open on a claim now. */
export async function openBalances(tx: Transaction, claimId: string): Promise<OpenBalances> {
  const sums = await tx.$queryRaw<{ account: Account; total: bigint }[]>`
    select account, sum(amount_cents)::bigint as total from journal_posting join journal_entry on id = entry_id
    where claim_id = ${claimId} and account like 'receivable:%' group by account`;
  const of = (account: Account) => toCents(sums.find((row) => row.account === account)?.total ?? 0n);
  return {
    payerCents: of('receivable:payer'),
    patientCents: of('receivable:patient'),
    agencyCents: of('receivable:agency'),
  };
}

/** Every entry of a claim, oldest first. */
export async function entriesOf(tx: Transaction, claimId: string): Promise<readonly Entry[]> {
  const rows = await tx.journalEntry.findMany({
    where: { claimId },
    orderBy: { id: 'asc' },
    include: { postings: { orderBy: { leg: 'asc' } } },
  });
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  return rows.map((row) => {
    const reverses = row.reversesId === null ? undefined : keys.get(row.reversesId);
    return {
      key: row.key,
      kind: row.kind as EntryKind,
      claimId: row.claimId,
      on: toDay(row.effectiveOn),
      source: row.source,
      ...(reverses ? { reverses } : {}),
      postings: row.postings.map(({ account, amountCents }) => ({
        account: account as Account,
        amountCents: toCents(amountCents),
      })),
    };
  });
}

/** Debits, credits and the number of entries over the whole journal. */
export async function trialBalance(tx: Transaction): Promise<{
  accounts: { account: string; debitCents: number; creditCents: number }[];
  balanced: boolean;
  entries: number;
}> {
  const rows = await tx.$queryRaw<{ account: string; debit: bigint; credit: bigint }[]>`
    select account, coalesce(sum(amount_cents) filter (where amount_cents > 0), 0)::bigint as debit,
      coalesce(-sum(amount_cents) filter (where amount_cents < 0), 0)::bigint as credit
    from journal_posting group by account order by account`;
  const accounts = rows.map(({ account, debit, credit }) => ({
    account,
    debitCents: toCents(debit),
    creditCents: toCents(credit),
  }));
  const total = accounts.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0);
  return { accounts, balanced: total === 0, entries: await tx.journalEntry.count() };
}

/** Sum of one account over a claim; zero when nothing was posted. */
export async function accountTotals(
  tx: Transaction,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ claim_id: string; account: string; total: bigint }[]>`
    select claim_id, account, sum(amount_cents)::bigint as total
    from journal_posting join journal_entry on id = entry_id
    where claim_id = any(${[...claimIds]}::text[]) group by claim_id, account`;
  return new Map(
    rows.map((row) => [`${row.claim_id} ${row.account}`, row.total === null ? zero : cents(Number(row.total))]),
  );
}
