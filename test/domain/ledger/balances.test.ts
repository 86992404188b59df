import { describe, expect, test } from '@jest/globals';
import { accounts } from '../../../domain/ledger/accounts.ts';
import { balancesAfter, openLines, openOf } from '../../../domain/ledger/balances.ts';
import { claimTotals } from '../../../domain/ledger/claim-totals.ts';
import { transfer } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';
import { balances, claimId, days } from './books.ts';

const anEntry = (line: string, amount: number) => ({
  ...{ key: 'k', kind: 'charge' as const, claimId, ...days, source: 's' },
  transfers: transfer({ line, debit: 'receivable:coverage-1', credit: 'revenue' }, cents(amount)),
});

test('balances are ordered by line and account, and omit those of zero', () => {
  expect(balancesAfter([anEntry('2', 5), anEntry('1', 7), anEntry('1', 1), anEntry('3', 4), anEntry('3', -4)])).toEqual(
    [
      { line: '1', account: 'receivable:coverage-1', amountCents: 8 },
      { line: '1', account: 'revenue', amountCents: -8 },
      { line: '2', account: 'receivable:coverage-1', amountCents: 5 },
      { line: '2', account: 'revenue', amountCents: -5 },
    ],
  );
});

describe('what a party owes', () => {
  const given = balances({
    claim: { patient: -30, agency: 4 },
    1: { patient: 50, 'coverage-1': 9 },
    2: { patient: 20 },
  });

  test('is added up over all lines', () => {
    expect([openOf(given, 'patient'), openOf(given, 'coverage-1'), openOf(given, 'coverage-2')]).toEqual([40, 9, 0]);
  });

  test('by line is never more than in total', () => {
    expect(openLines(given, 'patient')).toEqual([{ line: '1', amountCents: 40 }]);
    expect(openLines(balances({ 1: { patient: 5 }, 2: { patient: 20 } }), 'patient')).toEqual([
      { line: '1', amountCents: 5 },
      { line: '2', amountCents: 20 },
    ]);
    expect(openLines(balances({ 1: { patient: 5 }, 2: { patient: -5 } }), 'patient')).toEqual([]);
    expect(openLines(balances({ 1: { patient: 5 }, 2: { patient: -6 } }), 'patient')).toEqual([]);
  });

  test('by line is limited to an amount', () => {
    const both = balances({ 1: { patient: 5 }, 2: { patient: 20 }, 3: { patient: 1 } });
    expect(openLines(both, 'patient', cents(7))).toEqual([
      { line: '1', amountCents: 5 },
      { line: '2', amountCents: 2 },
    ]);
    expect(openLines(both, 'patient', cents(0))).toEqual([]);
    expect(openLines(both, 'patient', cents(99)).map(({ amountCents }) => amountCents)).toEqual([5, 20, 1]);
  });
});

describe('the totals of a claim', () => {
  const coverages = (kind: string) => [1, 2, 3].map((number) => `${kind}:coverage-${number}`).join(' ');
  test.each([
    [
      'insurancePaidCents',
      'payer-clearing bank interest-income unapplied provider-adjustments forwarding-balance recoupments',
    ],
    ['adjustedCents', 'contractual-adjustments sequestration withheld capitation'],
    ['patientPaidCents', 'patient-cash deposits refunds agency-fees'],
    ['writtenOffCents', 'bad-debt write-offs:SMALL_BALANCE write-offs:OTHER'],
    ['insuranceOwesCents', `${coverages('receivable')} ${coverages('credits')}`],
    ['placedCents', 'receivable:agency'],
    ['patientOwesCents', 'receivable:patient credits:patient'],
  ] as const)('%s are those of %s', (column, names) => {
    const wanted = names.split(' ');
    const found = accounts.filter((account) => claimTotals(balances({ 1: { [account]: 7 } }))[column] === 7);
    expect(found).toEqual(expect.arrayContaining(wanted));
    const others = accounts.filter((account) => !found.includes(account));
    for (const account of others) expect(claimTotals(balances({ 1: { [account]: 7 } }))[column]).toBe(0);
  });

  test('charged is what the other columns add up to, whatever the accounts hold', () => {
    const amounts = Object.fromEntries(accounts.map((account, index) => [account, (index + 1) * 100]));
    const sum = Object.values(amounts).reduce((total, amount) => total + amount, 0);
    const { chargedCents, ...others } = claimTotals(balances({ 1: { ...amounts, revenue: 3_100 - 3_100 - sum } }));
    const rest = sum - amounts['revenue']!;
    expect(Object.values(others).reduce<number>((total, amount) => total + amount, 0)).toBe(rest);
    expect(chargedCents).toBe(sum);
  });
});
