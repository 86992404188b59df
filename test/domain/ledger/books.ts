import type { IsoDate } from '../../../domain/dates.ts';
import { isoDate } from '../../../domain/dates.ts';
import { type Account, parties, type Party, receivable } from '../../../domain/ledger/accounts.ts';
import type { Balance } from '../../../domain/ledger/balances.ts';
import { balancesAfter } from '../../../domain/ledger/balances.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';

/** The claim and the day of most ledger tests. */
export const claimId = 'V88121A7K2';
export const on: IsoDate = isoDate('2026-04-01');
export const days = { effectiveOn: on, postedOn: on };

/** "line: debit > credit amount" of each transfer. */
export function print(...entries: readonly (Entry | undefined)[]): string[] {
  return entries
    .flatMap((one) => one?.transfers ?? [])
    .map(({ line, debit, credit, amountCents }) => `${line || 'claim'}: ${debit} > ${credit} ${amountCents}`);
}

/** Balances: for each line, what parties owe or what accounts hold, in cents. */
export function balances(
  byLine: Readonly<Record<string, Partial<Record<Party | Account, number>>>>,
): readonly Balance[] {
  return Object.entries(byLine).flatMap(([line, amounts]) =>
    Object.entries(amounts).map(([name, amount]) => ({
      line: line === 'claim' ? '' : line,
      account: (parties as readonly string[]).includes(name) ? receivable(name as Party) : (name as Account),
      amountCents: cents(amount),
    })),
  );
}

/** What parties owe on line 1, in cents. */
export function owing(amounts: Partial<Record<Party, number>>): readonly Balance[] {
  return balances({ 1: amounts });
}

/** The balance of an account after these entries, over all lines. */
export function balanceOf(entries: readonly Entry[], account: Account): number {
  return balancesAfter(entries).reduce((total, one) => total + (one.account === account ? one.amountCents : 0), 0);
}
