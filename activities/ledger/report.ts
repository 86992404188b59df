import type { Account } from '../../domain/ledger/accounts.ts';
import { balancesAfter } from '../../domain/ledger/balances.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { AccountRow, LedgerEntry, LedgerReport, LedgerRequest, TrialBalance } from '../ledger-contract.ts';
import type { Sql } from '../store/database.ts';
import { reading, type StoredEntry, toEntry } from '../store/journal.ts';
import { only, tenant, toCents } from '../store/rows.ts';

/** Rows of a list, unless the request asks for fewer. */
const rowsShown = 500;

/** Reads the books, up to a posting date if the request names one. */
export function readLedger(sql: Sql, request: LedgerRequest): Promise<LedgerReport> {
  switch (request.report) {
    case 'trial-balance':
      return trialBalance(sql, request.asOf).then((balance) => ({ report: 'trial-balance', ...balance }));
    case 'ledger-account':
      return accountOf(sql, request);
    case 'ledger-entries':
      return entriesIn(sql, request);
    case 'ledger-claim':
      return claimLedger(sql, request);
  }
}

/** Every transfer as a debit and a credit. */
const sides = `
  (select entry_id, ordinal, line, debit as account, credit as other, amount_cents as amount from journal_transfer
   union all
   select entry_id, ordinal, line, credit, debit, -amount_cents from journal_transfer)`;

/** Debits and credits of each account, and the number of entries, over the whole journal. */
export async function trialBalance(sql: Sql, asOf?: IsoDate): Promise<TrialBalance> {
  const rows = await sql.rows<{ account: string; debit: bigint; credit: bigint }>(
    `select account, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
       coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit
     from ${sides} s join journal_entry e on e.id = s.entry_id
     where $1::date is null or e.posted_on <= $1::date group by account order by account`,
    [asOf ?? null],
  );
  const accounts = rows.map(({ account, debit, credit }) => ({
    account,
    debitCents: toCents(debit),
    creditCents: toCents(credit),
  }));
  const total = accounts.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0);
  const counted = await sql.rows<{ entries: number }>(
    'select count(*)::int as entries from journal_entry where $1::date is null or posted_on <= $1::date',
    [asOf ?? null],
  );
  return { accounts, balanced: total === 0, entries: only(counted).entries };
}

// The file whose digest a source begins with. Two partners may have sent the same bytes.
const originFile = `left join lateral (
    select id from inbound_file f where f.digest = split_part(e.source, ':', 1) order by f.id limit 1
  ) f on true`;

/** A source in words; `fileId` is null if it is no file. */
function originOf(source: string, fileId: string | null): string {
  if (fileId === null) return source;
  const [, place = '', ...rest] = source.split(':');
  const [interchange = '', group = '', set = ''] = place.split('.');
  const segment = rest[0] === undefined ? '' : `, segment ${rest[0]}`;
  return `file-${fileId}, interchange ${interchange}, group ${group}, set ${set}${segment}`;
}

async function accountOf(
  sql: Sql,
  {
    account,
    asOf,
    limit = rowsShown,
  }: { readonly account: Account; readonly asOf?: string | undefined; readonly limit?: number },
): Promise<LedgerReport> {
  const where = 'where e.tenant = $1 and s.account = $2 and ($3::date is null or e.posted_on <= $3::date)';
  const given = [tenant, account, asOf ?? null];
  const sums = await sql.rows<{ total: number; balance: bigint }>(
    `select count(*)::int as total, coalesce(sum(amount), 0)::bigint as balance
     from ${sides} s join journal_entry e on e.id = s.entry_id ${where}`,
    given,
  );
  const rows = await sql.rows<
    Omit<AccountRow, 'origin' | 'amountCents'> & { source: string; fileId: string | null; amount: bigint }
  >(
    `select e.key, e.kind, e.claim_id as "claimId", s.line, e.posted_on::text as "postedOn",
       e.effective_on::text as "effectiveOn", e.source, f.id::text as "fileId", e.made_by as by, s.other, s.amount
     from ${sides} s join journal_entry e on e.id = s.entry_id ${originFile} ${where}
     order by e.id desc, s.ordinal limit $4`,
    [...given, Math.min(limit, rowsShown)],
  );
  const { total, balance } = only(sums);
  return {
    ...{ report: 'ledger-account', account, total, balanceCents: toCents(balance) },
    rows: rows.map(({ source, fileId, amount, ...row }) => ({
      ...row,
      origin: originOf(source, fileId),
      amountCents: toCents(amount),
    })),
  };
}

type FoundEntry = StoredEntry & { readonly fileId: string | null };

const readingWithFile = reading.replace('e.source,', 'e.source, f.id::text as "fileId",') + ` ${originFile}`;

function toLedgerEntry({ fileId, ...stored }: FoundEntry): LedgerEntry {
  return { ...toEntry(stored), origin: originOf(stored.source, fileId) };
}

async function entriesIn(
  sql: Sql,
  {
    claimId,
    asOf,
    limit = rowsShown,
  }: { readonly claimId?: string | undefined; readonly asOf?: string | undefined; readonly limit?: number },
): Promise<LedgerReport> {
  const where = `where e.tenant = $1 and ($2::text is null or e.claim_id = $2)
    and ($3::date is null or e.posted_on <= $3::date)`;
  const given = [tenant, claimId ?? null, asOf ?? null];
  const counted = await sql.rows<{ total: number }>(
    `select count(*)::int as total from journal_entry e ${where}`,
    given,
  );
  const found = await sql.rows<FoundEntry>(`${readingWithFile} ${where} order by e.id desc limit $4`, [
    ...given,
    Math.min(limit, rowsShown),
  ]);
  return { report: 'ledger-entries', total: only(counted).total, entries: found.map(toLedgerEntry) };
}

async function claimLedger(
  sql: Sql,
  { claimId, asOf }: { readonly claimId: string; readonly asOf?: string | undefined },
): Promise<LedgerReport> {
  const found = await sql.rows<FoundEntry>(
    `${readingWithFile} where e.tenant = $1 and e.claim_id = $2 and ($3::date is null or e.posted_on <= $3::date)
     order by e.id`,
    [tenant, claimId, asOf ?? null],
  );
  const entries = found.map(toLedgerEntry);
  return { report: 'ledger-claim', claimId, balances: balancesAfter(entries), entries };
}
