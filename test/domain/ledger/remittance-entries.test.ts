import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { balancesAfter } from '../../../domain/ledger/balances.ts';
import type { Entry, Transfer } from '../../../domain/ledger/entry.ts';
import {
  acceptedAdjustmentEntry,
  claimPaymentEntries,
  claimReversalEntries,
  entriesFrom,
  providerAdjustmentEntry,
  refusalEntry,
  unappliedEntry,
  unreadEntry,
} from '../../../domain/ledger/remittance-entries.ts';
import { cents } from '../../../domain/money.ts';
import type { Movement, MovementKind } from '../../../domain/remittance/movements.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, aPayment, aReversal, aServicePayment } from '../builders.ts';
import { balanceOf, claimId, days, print } from './books.ts';
import { posting } from './remitted.ts';

const from = { source: 'sha:1:40', key: 'sha:1:40', ...days };

/** Balanced claim payments: the charge is the sum of payment and adjustments. */
const payments = fc
  .record({
    paid: fc.nat(1_000_000),
    position: fc.nat(9999),
    adjustments: fc.array(
      fc.tuple(
        fc.constantFrom('CO-45', 'CO-253', 'CO-104', 'CO-225', 'CO-16', 'PR-1', 'PR-29', 'OA-23', 'OA-100', 'PI-94'),
        fc.integer({ min: -5000, max: 100_000 }),
      ),
      { maxLength: 8 },
    ),
  })
  .map(({ paid, position, adjustments }): ClaimPayment => {
    const made = adjustments.map(([code, amount]) => anAdjustment(code, amount));
    const charge = cents(paid + made.reduce((total, { amountCents }) => total + amountCents, 0));
    const service = aServicePayment({ chargeCents: charge, paidCents: cents(paid), adjustments: made });
    return aPayment({ position, chargeCents: charge, paidCents: cents(paid), services: [service] });
  });

describe('a claim payment', () => {
  test('posts payment, adjustment and patient share, each as one entry that names its segment', () => {
    const service = aServicePayment({
      paidCents: cents(14_000),
      adjustments: [anAdjustment('CO-45', 4000), anAdjustment('PR-1', 1500), anAdjustment('PR-2', 500)],
    });
    const entries = claimPaymentEntries(posting(aPayment({ services: [service], paidCents: cents(14_000) })));
    expect(print(...entries)).toEqual([
      '1: payer-clearing > receivable:coverage-1 14000',
      '1: contractual-adjustments > receivable:coverage-1 4000',
      '1: receivable:patient > receivable:coverage-1 2000',
    ]);
    expect(entries.map(({ key, kind }) => [key, kind])).toEqual([
      ['sha:1:9:payer-payment', 'payer-payment'],
      ['sha:1:9:contractual-adjustment', 'contractual-adjustment'],
      ['sha:1:9:patient-responsibility', 'patient-responsibility'],
    ]);
    for (const entry of entries) expect(entry).toMatchObject({ claimId, source: 'sha:1:9', ...days });
  });

  const accounts: readonly (readonly [MovementKind, string, string])[] = [
    ['paid', 'payer-clearing', 'payer-payment'],
    ['interest', 'interest-income', 'payer-payment'],
    ['contractual', 'contractual-adjustments', 'contractual-adjustment'],
    ['quality-code', 'contractual-adjustments', 'contractual-adjustment'],
    ['sequestration', 'sequestration', 'contractual-adjustment'],
    ['withheld', 'withheld', 'contractual-adjustment'],
    ['capitation', 'capitation', 'contractual-adjustment'],
    ['patient', 'receivable:coverage-3', 'patient-responsibility'],
    ['paid-to-patient', 'receivable:patient', 'patient-responsibility'],
  ];

  test.each(accounts)('posts %s to %s', (kind, account, entryKind) => {
    const movements: readonly Movement[] = [{ line: '', kind, amountCents: cents(500) }];
    const change = { movements, payer: 'coverage-2', next: 'coverage-3' } as const;
    const made = claimPaymentEntries(posting(aPayment(), change));
    expect(print(...made)).toEqual([`claim: ${account} > receivable:coverage-2 500`]);
    expect(made.map((one) => one.kind)).toEqual([entryKind]);
  });

  test('keeps interest apart from what pays the charge', () => {
    const movements: readonly Movement[] = [
      { line: '1', kind: 'paid', amountCents: cents(8512) },
      { line: '1', kind: 'interest', amountCents: cents(-512) },
    ];
    const made = claimPaymentEntries(posting(aPayment(), { movements }));
    expect(print(...made)).toEqual([
      '1: payer-clearing > receivable:coverage-1 8512',
      '1: receivable:coverage-1 > interest-income 512',
    ]);
    expect(made).toHaveLength(1);
  });

  test('that a person posts comes out of unapplied, and names the person and the decision', () => {
    const [made] = claimPaymentEntries(posting(aPayment(), { money: 'unapplied', key: 'sha:1:9:1', by: 'ann' }));
    expect(print(made)).toEqual(['1: unapplied > receivable:coverage-1 16000']);
    expect(made).toMatchObject({ key: 'sha:1:9:1:payer-payment', source: 'sha:1:9', by: 'ann' });
  });

  test('that denies the whole claim posts nothing: the payer still owes', () => {
    expect(claimPaymentEntries(posting(aDenial('CO-16', ['M62'])))).toEqual([]);
  });

  test('makes entries with unique keys, and takes off the coverage what was paid and adjusted', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const given = posting(payment);
        const entries = claimPaymentEntries(given);
        expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
        const moved = given.movements.reduce((total, { amountCents }) => total + amountCents, 0);
        expect(0 - balanceOf(entries, 'receivable:coverage-1')).toBe(moved);
        expect(balanceOf(entries, 'payer-clearing')).toBe(payment.paidCents);
      }),
    );
  });
});

describe('a reversal', () => {
  const paid = claimPaymentEntries(posting(aPayment()));
  const back = posting(aReversal(aPayment(), 20));

  test('reverses each entry of the payment, and names it', () => {
    expect(claimReversalEntries(back, paid).map(({ kind, reverses, key }) => [kind, reverses, key])).toEqual([
      ['reversal', 'sha:1:9:payer-payment', 'sha:1:20:payer-payment'],
      ['reversal', 'sha:1:9:contractual-adjustment', 'sha:1:20:contractual-adjustment'],
    ]);
  });

  test('of other money names no entry, and is posted all the same', () => {
    const [payment] = paid as [Entry];
    const [first] = payment.transfers as [Transfer];
    const other = { ...payment, transfers: [{ ...first, amountCents: cents(15_999) }] };
    const [made] = claimReversalEntries(back, [other]);
    expect(made).toMatchObject({ kind: 'reversal', key: 'sha:1:20:payer-payment' });
    expect(made && 'reverses' in made).toBe(false);
  });

  test('leaves every account unchanged, in either order', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const first = claimPaymentEntries(posting(payment));
        const second = claimReversalEntries(posting(aReversal(payment, payment.position + 1)), first);
        expect(balancesAfter([...first, ...second])).toEqual([]);
        expect(second.every(({ reverses }) => reverses !== undefined)).toBe(true);
      }),
    );
  });

  test('finds the entries of a source that nothing reverses', () => {
    const entries = [...paid, ...claimReversalEntries(back, paid.slice(0, 1))];
    expect(entriesFrom(entries, 'sha:1:9').map(({ key }) => key)).toEqual(['sha:1:9:contractual-adjustment']);
    expect(entriesFrom(entries, 'sha:1:8')).toEqual([]);
  });
});

test.each([
  ['money of an exception', unappliedEntry(from, cents(500)), 'payer-clearing > unapplied', 'unapplied'],
  ['money that was never paid', refusalEntry(from, cents(500)), 'unapplied > payer-clearing', 'refusal'],
  ['money that cannot be read', unreadEntry(from, cents(500)), 'payer-clearing > unapplied', 'unread'],
  [
    'a provider-level adjustment that reduces the payment',
    providerAdjustmentEntry(from, 'recoupments', cents(500)),
    'recoupments > payer-clearing',
    'provider-adjustment',
  ],
  [
    'an adjustment that a person accepted',
    acceptedAdjustmentEntry(from, cents(500)),
    'provider-adjustments > unapplied',
    'acceptance',
  ],
])('%s belongs to no claim', (_, made, accounts, cause) => {
  expect(print(made)).toEqual([`claim: ${accounts} 500`]);
  expect(made).toMatchObject({
    key: `sha:1:40:${cause}`,
    kind: 'unapplied',
    claimId: null,
    source: 'sha:1:40',
    ...days,
  });
});

test('nothing is posted for $0.00, and a negative amount goes the other way', () => {
  expect(unappliedEntry(from, cents(0))).toBeUndefined();
  expect(print(unappliedEntry(from, cents(-500)))).toEqual(['claim: unapplied > payer-clearing 500']);
});
