import { type Cents, cents, sum, zero } from '../money.ts';
import { type Account, type Party, receivable } from './accounts.ts';
import type { Entry } from './entry.ts';

/** The balance of an account for one line of a claim: debits minus credits. */
export interface Balance {
  /** The `lineId` of the service line; empty for the whole claim. */
  readonly line: string;
  readonly account: Account;
  readonly amountCents: Cents;
}

/** Part of what a party owes. */
export interface OpenLine {
  readonly line: string;
  readonly amountCents: Cents;
}

/** The balances after these entries, ordered by line and account, without those of zero. */
export function balancesAfter(entries: readonly Entry[]): readonly Balance[] {
  const balances = new Map<string, { line: string; account: Account; amount: number }>();
  const add = (line: string, account: Account, amount: number): void => {
    const balance = balances.get(`${line} ${account}`) ?? { line, account, amount: 0 };
    balance.amount += amount;
    balances.set(`${line} ${account}`, balance);
  };
  for (const { line, debit, credit, amountCents } of entries.flatMap(({ transfers }) => transfers)) {
    add(line, debit, amountCents);
    add(line, credit, -amountCents);
  }
  return [...balances.entries()]
    .filter(([, { amount }]) => amount !== 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { line, account, amount }]) => ({ line, account, amountCents: cents(amount) }));
}

/** Total of the accounts that are wanted, over all lines. */
export function totalIn(balances: readonly Balance[], isWanted: (account: Account) => boolean): Cents {
  return sum(balances.filter(({ account }) => isWanted(account)).map(({ amountCents }) => amountCents));
}

/** What a party owes, over all lines; negative for a credit. */
export function openOf(balances: readonly Balance[], party: Party): Cents {
  const wanted = receivable(party);
  return totalIn(balances, (account) => account === wanted);
}

/**
 * What a party owes by line, at most `limitCents` in total. A payment of the whole claim counts against its lines: the
 * parts never exceed what the party owes over all lines. Empty for a credit.
 */
export function openLines(
  balances: readonly Balance[],
  party: Party,
  limitCents: Cents = openOf(balances, party),
): readonly OpenLine[] {
  const account = receivable(party);
  let left: number = Math.min(limitCents, openOf(balances, party));
  return balances.flatMap((balance): readonly OpenLine[] => {
    const amountCents = balance.account === account ? cents(Math.min(balance.amountCents, left)) : zero;
    if (amountCents <= 0) return [];
    left -= amountCents;
    return [{ line: balance.line, amountCents }];
  });
}
