import { type Balance, openOf } from '../../domain/ledger/balances.ts';
import { creditEntry } from '../../domain/ledger/credits.ts';
import { parties } from '../../domain/ledger/accounts.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { type Cents, cents, dollars } from '../../domain/money.ts';
import { isoDate } from '../../domain/dates.ts';
import { chargesOf } from '../claims/intake.ts';
import { intakesOf } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { balancesOfClaims } from '../store/journal.ts';
import { only } from '../store/rows.ts';
import type { Check, Found } from './check.ts';

const pageSize = 500;

/** Checks of the balances of claims. */
export const claimChecks: readonly Check[] = [
  { name: 'Every balance of a claim is the sum of its entries', run: balancesAreSums },
  { name: 'Every line of a claim conserves: charged = paid + adjusted + written off + open', run: conserving },
  { name: 'Every line is charged as in the newest version of the patient file', run: chargedAsBilled },
  { name: 'Every party has a debt or a credit, never both, and no debt below zero', run: settledCredits },
];

async function balancesAreSums(sql: Sql): Promise<Found> {
  const counted = await sql.rows<{ checked: number }>('select count(*)::int as checked from claim_balance');
  const [bad] = await sql.rows<{ claimId: string; line: string; account: string; stored: string; summed: string }>(
    `select coalesce(b.claim_id, s.claim_id) as "claimId", coalesce(b.line, s.line) as line,
       coalesce(b.account, s.account) as account, coalesce(b.amount_cents, 0)::text as stored,
       coalesce(s.amount, 0)::text as summed
     from claim_balance b full join (
       select claim_id, line, account, sum(amount) as amount from (
         select e.claim_id, t.line, t.debit as account, t.amount_cents as amount
         from journal_transfer t join journal_entry e on e.id = t.entry_id
         union all
         select e.claim_id, t.line, t.credit, -t.amount_cents
         from journal_transfer t join journal_entry e on e.id = t.entry_id
       ) sides where claim_id is not null group by claim_id, line, account
     ) s using (claim_id, line, account)
     where coalesce(b.amount_cents, 0) <> coalesce(s.amount, 0) limit 1`,
  );
  const amount = (text: string): string => dollars(cents(Number(text)));
  const failure =
    bad &&
    `claim ${bad.claimId}, line "${bad.line}", ${bad.account}: ${amount(bad.stored)} is stored, ` +
      `and the entries add up to ${amount(bad.summed)}`;
  return { checked: only(counted).checked, failure };
}

async function conserving(sql: Sql): Promise<Found> {
  const lines = await sql.rows<{ checked: number }>(
    'select count(*)::int as checked from (select distinct claim_id, line from claim_balance) lines',
  );
  const [bad] = await sql.rows<{ claimId: string; line: string; total: string }>(
    `select claim_id as "claimId", line, sum(amount_cents)::text as total from claim_balance
     group by claim_id, line having sum(amount_cents) <> 0 limit 1`,
  );
  const failure = bad && `claim ${bad.claimId}, line "${bad.line}" is off by ${dollars(cents(Number(bad.total)))}`;
  return { checked: only(lines).checked, failure };
}

/** Runs a check over the claims, page by page, until it finds something. */
async function overClaims(
  sql: Sql,
  check: (claimIds: readonly string[]) => Promise<{ readonly checked: number; readonly failure?: string | undefined }>,
): Promise<Found> {
  let checked = 0;
  for (let after = ''; ;) {
    const claims = await sql.rows<{ id: string }>(`select id from claim where id > $1 order by id limit ${pageSize}`, [
      after,
    ]);
    if (claims.length === 0) return { checked };
    const found = await check(claims.map(({ id }) => id));
    checked += found.checked;
    if (found.failure !== undefined) return { checked, failure: found.failure };
    after = claims.at(-1)?.id ?? after;
  }
}

function chargedAsBilled(sql: Sql): Promise<Found> {
  return overClaims(sql, async (claimIds) => {
    const [intakes, balances] = [await intakesOf(sql, claimIds), await balancesOfClaims(sql, claimIds)];
    let checked = 0;
    for (const claimId of claimIds) {
      const intake = intakes.get(claimId);
      const billed = new Map((intake ? chargesOf(intake) : []).map(({ line, amountCents }) => [line, amountCents]));
      const charged = chargedIn(balances.get(claimId) ?? []);
      for (const line of new Set([...billed.keys(), ...charged.keys()])) {
        const [found, wanted] = [charged.get(line) ?? cents(0), billed.get(line) ?? cents(0)];
        if (found !== wanted)
          return {
            checked,
            failure: `claim ${claimId}, line "${line}" charges ${dollars(found)} instead of ${dollars(wanted)}`,
          };
        checked += 1;
      }
    }
    return { checked };
  });
}

function chargedIn(balances: readonly Balance[]): ReadonlyMap<string, Cents> {
  const ofRevenue = balances.filter(({ account }) => account === 'revenue');
  return new Map(ofRevenue.map(({ line, amountCents }) => [line, cents(0 - amountCents)]));
}

function settledCredits(sql: Sql): Promise<Found> {
  return overClaims(sql, async (claimIds) => {
    const balances = await balancesOfClaims(sql, claimIds);
    for (const claimId of claimIds) {
      const books = balances.get(claimId) ?? [];
      const [below] = parties.filter((party) => openOf(books, party) < 0);
      const failure =
        below !== undefined
          ? `claim ${claimId}: ${below} owes ${dollars(openOf(books, below))}, and no credit shows it`
          : creditEntry(probe, books) && `claim ${claimId} has a credit or a deposit that is not applied`;
      if (failure !== undefined) return { checked: claimIds.length, failure };
    }
    return { checked: claimIds.length };
  });
}

const probe: Entry = {
  ...{ key: '', kind: 'credit', claimId: '', source: '', transfers: [] },
  ...{ effectiveOn: isoDate('2000-01-01'), postedOn: isoDate('2000-01-01') },
};
