import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Account, parties, type Party, receivable } from '../../../domain/ledger/accounts.ts';
import { type Balance, balancesAfter, openOf } from '../../../domain/ledger/balances.ts';
import { creditEntry, waitingIn } from '../../../domain/ledger/credits.ts';
import { chargeEntry } from '../../../domain/ledger/entries.ts';
import { type Entry, transfer } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';
import { balances, claimId, days, print } from './books.ts';

const cause = chargeEntry({
  ...{ claimId, version: 1, responsibleParty: 'insurance' as const, effectiveOn: days.effectiveOn },
  ...{ lines: [{ line: '1', amountCents: cents(1) }], postedOn: days.postedOn },
})!;
const settled = (given: readonly Balance[]) => print(creditEntry(cause, given));

test('follows its cause', () => {
  expect(creditEntry(cause, balances({ 1: { patient: -5 } }))).toMatchObject({
    ...{ key: `${claimId}:charge:1:credits`, kind: 'credit', claimId, source: 'version 1' },
    ...days,
  });
  expect(creditEntry(cause, balances({ 1: { patient: 5, 'coverage-1': 7 } }))).toBeUndefined();
});

describe('what was paid beyond a debt', () => {
  test('becomes a credit of the party, over all lines together', () => {
    expect(
      settled(balances({ 1: { patient: 10, 'coverage-1': -5 }, claim: { patient: -30, 'coverage-2': -1 } })),
    ).toEqual([
      'claim: receivable:coverage-1 > credits:coverage-1 5',
      'claim: receivable:coverage-2 > credits:coverage-2 1',
      'claim: receivable:patient > credits:patient 20',
    ]);
    expect(settled(balances({ 1: { 'coverage-3': -1 } }))).toEqual([
      'claim: receivable:coverage-3 > credits:coverage-3 1',
    ]);
  });

  test('at the agency belongs to the patient', () => {
    expect(settled(balances({ 1: { agency: -5 } }))).toEqual(['claim: receivable:agency > credits:patient 5']);
  });
});

describe('a credit', () => {
  test('is applied to a later debt of the same party, line by line', () => {
    const given = { 1: { 'coverage-2': 5 }, 2: { 'coverage-2': 10 }, claim: { 'credits:coverage-2': -12 } };
    expect(settled(balances(given))).toEqual([
      '1: credits:coverage-2 > receivable:coverage-2 5',
      '2: credits:coverage-2 > receivable:coverage-2 7',
    ]);
    expect(settled(balances({ 1: { 'coverage-1': 5 }, claim: { 'credits:coverage-1': -9 } }))).toEqual([
      '1: credits:coverage-1 > receivable:coverage-1 5',
    ]);
    expect(settled(balances({ 1: { 'coverage-3': 5 }, claim: { 'credits:coverage-3': -1 } }))).toEqual([
      '1: credits:coverage-3 > receivable:coverage-3 1',
    ]);
  });

  test('is not applied to the debt of another party', () => {
    expect(settled(balances({ 1: { patient: 5 }, claim: { 'credits:coverage-1': -9 } }))).toEqual([]);
    expect(settled(balances({ 1: { agency: 5 }, claim: { 'credits:patient': -9 } }))).toEqual([]);
  });
});

test('a deposit is applied before a credit, and never more than there is', () => {
  const given = { 1: { patient: 10 }, 2: { patient: 10 }, claim: { deposits: -12, 'credits:patient': -3 } };
  expect(settled(balances(given))).toEqual([
    '1: deposits > receivable:patient 10',
    '2: deposits > receivable:patient 2',
    '2: credits:patient > receivable:patient 3',
  ]);
});

test('in any order of debts and payments, each party ends with its net debt or its net credit', () => {
  const change = fc.record({
    party: fc.constantFrom(...parties.filter((party) => party !== 'agency')),
    amount: fc.integer({ min: -50, max: 50 }),
    line: fc.constantFrom('1', '2', ''),
  });
  const after = (changes: readonly { party: Party; amount: number; line: string }[]): readonly Balance[] => {
    const posted: Entry[] = [];
    for (const [index, { party, amount, line }] of changes.entries()) {
      const debit = receivable(party);
      const made = transfer({ line, debit, credit: 'revenue' }, cents(amount));
      posted.push({ ...cause, key: `k${index}`, transfers: made });
      const credits = creditEntry(posted.at(-1)!, balancesAfter(posted));
      if (credits) posted.push(credits);
    }
    return balancesAfter(posted);
  };
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      for (const books of [after(changes), after(changes.toReversed())])
        for (const party of parties.filter((one) => one !== 'agency')) {
          const net = changes.reduce((sum, one) => sum + (one.party === party ? one.amount : 0), 0);
          expect(openOf(books, party)).toBe(Math.max(0, net));
          expect(waitingIn(books, `credits:${party}` as Account)).toBe(Math.max(0, 0 - net));
        }
    }),
  );
});
