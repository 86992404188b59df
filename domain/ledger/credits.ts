import { type Cents, cents, negate } from '../money.ts';
import { type Account, parties, type Party, receivable } from './accounts.ts';
import { type Balance, openLines, type OpenLine, openOf, totalIn } from './balances.ts';
import { type Entry, entry, type Transfer, transfer, wholeClaim } from './entry.ts';

/** Where the money of a party waits that it does not owe: deposits are used up first. */
const creditsOf: Readonly<Record<Party, readonly Account[]>> = {
  'coverage-1': ['credits:coverage-1'],
  'coverage-2': ['credits:coverage-2'],
  'coverage-3': ['credits:coverage-3'],
  patient: ['deposits', 'credits:patient'],
  // The agency collects for the patient. What it has is not reduced here: it would have to be told.
  agency: [],
};

/**
 * The entry that follows a posting: what a party paid beyond its debt becomes its credit, and its deposits and credits
 * are applied to a debt of its own. Then each party has a debt or a credit, never both, in whatever order its charges
 * and payments arrived. Undefined if nothing moves.
 */
export function creditEntry(cause: Entry, balances: readonly Balance[]): Entry | undefined {
  const { claimId, effectiveOn, postedOn, source } = cause;
  const key = `${cause.key}:credits`;
  const transfers = parties.flatMap((party) => [excessOf(balances, party), ...appliedTo(balances, party)]);
  return entry({ key, kind: 'credit', claimId, effectiveOn, postedOn, source, transfers });
}

function excessOf(balances: readonly Balance[], party: Party): readonly Transfer[] {
  const credit = party === 'agency' ? 'credits:patient' : (`credits:${party}` as const);
  const excess = cents(Math.max(0, -openOf(balances, party)));
  return transfer({ line: wholeClaim, debit: receivable(party), credit }, excess);
}

function appliedTo(balances: readonly Balance[], party: Party): readonly (readonly Transfer[])[] {
  let owed: readonly OpenLine[] = openLines(balances, party);
  return creditsOf[party].flatMap((source) => {
    const { paid, left } = split(owed, waitingIn(balances, source));
    owed = left;
    return paid.map(({ line, amountCents }) =>
      transfer({ line, debit: source, credit: receivable(party) }, amountCents),
    );
  });
}

/** What waits in an account of credits or deposits. */
export function waitingIn(balances: readonly Balance[], source: Account): Cents {
  return negate(totalIn(balances, (account) => account === source));
}

/** The first lines up to an amount, and the rest. */
function split(
  lines: readonly OpenLine[],
  limitCents: Cents,
): { readonly paid: readonly OpenLine[]; readonly left: readonly OpenLine[] } {
  let available: number = limitCents;
  const parts = lines.map(({ line, amountCents }) => {
    const now = Math.max(0, Math.min(amountCents, available));
    available -= now;
    return { line, now: cents(now), later: cents(amountCents - now) };
  });
  return {
    paid: parts.map(({ line, now }) => ({ line, amountCents: now })),
    left: parts.map(({ line, later }) => ({ line, amountCents: later })),
  };
}
