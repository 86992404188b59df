import type { Check } from './check.ts';
import { rowsOf } from './books.ts';
import { paymentsAnnounced } from './partner-files.ts';
import type { PlayedClaim } from './people.ts';

/** Debits less credits of an account, in cents; claims have one row for each account. */
interface AccountRow {
  readonly claimId: string | null;
  readonly account: string;
  readonly cents: number;
}

/** Charges, payments and balances against the patient files, the payer's remittances and the stories. */
export async function auditMoney(folder: string, claims: readonly PlayedClaim[]): Promise<readonly Check[]> {
  const rows = await rowsOf<AccountRow>(
    folder,
    `select e.claim_id as "claimId", side.account, sum(side.cents)::int as cents
     from journal_entry e join journal_transfer t on t.entry_id = e.id
     cross join lateral (values (t.debit, t.amount_cents), (t.credit, -t.amount_cents)) side (account, cents)
     group by e.claim_id, side.account`,
  );
  const kept = await rowsOf<AccountRow>(
    folder,
    `select claim_id as "claimId", account, sum(amount_cents)::int as cents
     from claim_balance group by claim_id, account`,
  );
  return [payments(folder, rows, claims), ends(rows, claims), balances(rows, kept)];
}

const sum = (rows: readonly AccountRow[], is: (account: string) => boolean): number =>
  rows.filter(({ account }) => is(account)).reduce((total, { cents }) => total + cents, 0);

/** Nothing is posted twice, and nothing is missing: each claim has the money of the payer's files. */
function payments(folder: string, rows: readonly AccountRow[], claims: readonly PlayedClaim[]): Check {
  const announced = paymentsAnnounced(folder);
  const isClearing = (account: string): boolean => account === 'payer-clearing';
  const total = sum(rows, isClearing);
  const wrong = claims.flatMap(({ claimId }) => {
    const posted = sum(rowsOfClaim(rows, claimId), isClearing);
    const expected = announced.centsByClaim.get(claimId) ?? 0;
    return posted === expected ? [] : [`${claimId}: the payer paid ${expected} cents, ${posted} are posted`];
  });
  return {
    name: 'nothing is posted twice or missing',
    seen: announced.centsByClaim.size,
    findings: [
      ...wrong,
      ...(total === announced.totalCents ? [] : [`the payer paid ${announced.totalCents} cents, ${total} are posted`]),
    ],
  };
}

/** The charges of the patient file; at the end nothing is owed or credited, and only stories that say so write off. */
function ends(rows: readonly AccountRow[], claims: readonly PlayedClaim[]): Check {
  return {
    name: 'every cent of each claim is explained',
    seen: rows.length,
    findings: claims.flatMap(({ claimId, chargedCents, scenario }) => {
      const own = rowsOfClaim(rows, claimId);
      const of = (prefix: string): number => sum(own, (account) => account.startsWith(prefix));
      const isPlaced = scenario?.end.status === 'PLACED';
      const wrong = [
        of('revenue') === -chargedCents ? '' : `${-of('revenue')} cents are charged, not ${chargedCents}`,
        of('receivable:agency') > 0 === isPlaced ? '' : `the agency owes ${of('receivable:agency')} cents`,
        of('receivable:') === of('receivable:agency') ? '' : `${of('receivable:')} cents are owed`,
        of('credits:') === 0 && of('unapplied') === 0 && of('deposits') === 0 ? '' : 'money is not applied',
        of('patient-cash') > 0 === (scenario?.people.some((one) => one.do === 'pay') ?? false)
          ? ''
          : `patient paid ${of('patient-cash')} cents`,
        of('write-offs:') + of('bad-debt') > 0 === (scenario?.end.status === 'WRITTEN_OFF') ? '' : 'a wrong write-off',
      ];
      return wrong.filter((text) => text !== '').map((text) => `${claimId} (story ${scenario?.number}): ${text}`);
    }),
  };
}

/** The balances that the database keeps equal the sums of the journal. */
function balances(rows: readonly AccountRow[], kept: readonly AccountRow[]): Check {
  const keyOf = ({ claimId, account }: AccountRow): string => `${claimId} ${account}`;
  const inJournal = new Map(rows.filter(({ claimId }) => claimId !== null).map((row) => [keyOf(row), row.cents]));
  const inBalances = new Map(kept.map((row) => [keyOf(row), row.cents]));
  const keys = [...new Set([...inJournal.keys(), ...inBalances.keys()])];
  const all = rows.reduce((total, { cents }) => total + cents, 0);
  return {
    name: 'the books balance',
    seen: keys.length,
    findings: [
      ...keys
        .filter((key) => (inJournal.get(key) ?? 0) !== (inBalances.get(key) ?? 0))
        .map((key) => `${key}: journal ${inJournal.get(key) ?? 0}, balance ${inBalances.get(key) ?? 0}`),
      ...(all === 0 ? [] : [`debits and credits differ by ${all} cents`]),
    ],
  };
}

function rowsOfClaim(rows: readonly AccountRow[], claimId: string): readonly AccountRow[] {
  return rows.filter((row) => row.claimId === claimId);
}
