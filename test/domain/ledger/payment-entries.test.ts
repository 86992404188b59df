import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isoDate } from '../../../domain/dates.ts';
import type { Account, Entry } from '../../../domain/ledger/entry.ts';
import {
  paymentEntries,
  providerLevelEntry,
  reversalEntries,
  unappliedEntry,
  unreadEntry,
} from '../../../domain/ledger/payment-entries.ts';
import { cents } from '../../../domain/money.ts';
import { allAdjustments, totalOf } from '../../../domain/remittance/classify.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, aPayment, aReversal, aServicePayment } from '../builders.ts';

const at = { claimId: 'V88121A7K2', source: 'sha:1', on: isoDate('2026-04-01') };

/** The balance of an account after these entries. */
function balance(entries: readonly Entry[], account: Account): number {
  return entries
    .flatMap((entry) => entry.legs)
    .reduce((total, posting) => total + (posting.account === account ? posting.amountCents : 0), 0);
}

/** "kind account amount" of each leg. */
function print(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ kind, legs }) =>
    legs.map(({ account, amountCents }) => `${kind} ${account} ${amountCents}`),
  );
}

/** Balanced claim payments: the charge is the sum of payment and adjustments. */
const payments = fc
  .record({
    paid: fc.nat(1_000_000),
    position: fc.nat(9999),
    adjustments: fc.array(
      fc.tuple(
        fc.constantFrom('CO-45', 'CO-253', 'CO-16', 'CO-50', 'PR-1', 'PR-2', 'PR-29', 'OA-23', 'PI-94'),
        fc.integer({ min: -5000, max: 100_000 }),
      ),
      { maxLength: 8 },
    ),
  })
  .map(({ paid, position, adjustments }): ClaimPayment => {
    const made = adjustments.map(([code, amount]) => anAdjustment(code, amount));
    const charge = cents(paid + made.reduce((total, { amountCents }) => total + amountCents, 0));
    return aPayment({
      position,
      chargeCents: charge,
      paidCents: cents(paid),
      services: [aServicePayment({ chargeCents: charge, paidCents: cents(paid), adjustments: made })],
    });
  });

describe('a claim payment', () => {
  test('posts payment, contractual adjustment and patient share, each as one entry that names its segment', () => {
    const payment = aPayment({
      services: [
        aServicePayment({
          paidCents: cents(14_000),
          adjustments: [anAdjustment('CO-45', 4000), anAdjustment('PR-1', 1500), anAdjustment('PR-2', 500)],
        }),
      ],
      paidCents: cents(14_000),
    });
    const entries = paymentEntries({ payment, ...at });
    expect(print(entries)).toEqual([
      'payer-payment payer-clearing 14000',
      'payer-payment receivable:payer -14000',
      'contractual-adjustment contractual-adjustments 4000',
      'contractual-adjustment receivable:payer -4000',
      'patient-responsibility receivable:patient 2000',
      'patient-responsibility receivable:payer -2000',
    ]);
    expect(entries.map(({ key }) => key)).toEqual([
      'sha:1:9:payer-payment',
      'sha:1:9:contractual-adjustment',
      'sha:1:9:patient-responsibility',
    ]);
    expect(new Set(entries.map(({ source }) => source))).toEqual(new Set(['sha:1:9']));
  });

  test('that denies the whole claim posts nothing: the payer still owes', () => {
    expect(paymentEntries({ payment: aDenial('CO-16', ['M62']), ...at })).toEqual([]);
  });

  test('that is a predetermination posts nothing', () => {
    expect(paymentEntries({ payment: aPayment({ statusCode: '25' }), ...at })).toEqual([]);
  });

  test('always makes balanced entries with two or more nonzero legs and unique keys', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const entries = paymentEntries({ payment, ...at });
        for (const { legs } of entries) {
          expect(legs.length).toBeGreaterThanOrEqual(2);
          expect(legs.reduce((total, { amountCents }) => total + amountCents, 0)).toBe(0);
          expect(legs.every(({ amountCents }) => amountCents !== 0)).toBe(true);
        }
        expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      }),
    );
  });

  test('gives charge = paid + contractual + patient + open, to the cent; the open amount is what was denied', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const entries = paymentEntries({ payment, ...at });
        const open = payment.chargeCents + balance(entries, 'receivable:payer');
        expect(open).toBe(totalOf(allAdjustments(payment), 'denial'));
        expect(payment.chargeCents).toBe(
          balance(entries, 'payer-clearing') +
            balance(entries, 'contractual-adjustments') +
            balance(entries, 'receivable:patient') +
            open,
        );
      }),
    );
  });
});

describe('a reversal', () => {
  test('reverses each entry of the payment, and names it', () => {
    const payment = aPayment({
      services: [aServicePayment({ adjustments: [anAdjustment('CO-45', 3000), anAdjustment('PR-3', 1000)] })],
    });
    const earlier = paymentEntries({ payment, ...at });
    const back = reversalEntries({ payment: aReversal(payment, 20), ...at, source: 'sha:2', earlier });
    expect(back.map(({ kind, reverses, key }) => [kind, reverses, key])).toEqual([
      ['reversal', 'sha:1:9:payer-payment', 'sha:2:20:payer-payment'],
      ['reversal', 'sha:1:9:contractual-adjustment', 'sha:2:20:contractual-adjustment'],
      ['reversal', 'sha:1:9:patient-responsibility', 'sha:2:20:patient-responsibility'],
    ]);
  });

  test('of a denial makes no entry', () => {
    expect(reversalEntries({ payment: aReversal(aDenial('CO-16'), 20), ...at, earlier: [] })).toEqual([]);
  });

  test('of an unknown payment is posted without naming an entry', () => {
    const back = reversalEntries({ payment: aReversal(aPayment(), 20), ...at, earlier: [] });
    expect(back).toHaveLength(2);
    expect(back.every((entry) => !('reverses' in entry))).toBe(true);
  });

  test('reverses one of two equal payments, and a second reversal the other', () => {
    const one = paymentEntries({ payment: aPayment(), ...at });
    const two = paymentEntries({ payment: aPayment({ position: 15 }), ...at });
    const first = reversalEntries({ payment: aReversal(aPayment(), 20), ...at, earlier: [...one, ...two] });
    const second = reversalEntries({ payment: aReversal(aPayment(), 25), ...at, earlier: [...one, ...two, ...first] });
    expect([first, second].map(([entry]) => entry?.reverses)).toEqual([
      'sha:1:15:payer-payment',
      'sha:1:9:payer-payment',
    ]);
  });

  test('does not name a payment of another amount', () => {
    const earlier = paymentEntries({ payment: aPayment({ paidCents: cents(16_001) }), ...at });
    const [back] = reversalEntries({ payment: aReversal(aPayment(), 20), ...at, earlier });
    expect(back).toMatchObject({ kind: 'reversal' });
    expect(back?.reverses).toBeUndefined();
  });

  test('leaves every account unchanged, in either order', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const reversal = aReversal(payment, payment.position + 1);
        const paid = paymentEntries({ payment, ...at });
        const after = [...paid, ...reversalEntries({ payment: reversal, ...at, earlier: paid })];
        const before = [...reversalEntries({ payment: reversal, ...at, earlier: [] }), ...paid];
        for (const entries of [after, before]) {
          for (const account of [
            'receivable:payer',
            'receivable:patient',
            'payer-clearing',
            'contractual-adjustments',
          ] as const) {
            expect(balance(entries, account)).toBe(0);
          }
        }
      }),
    );
  });
});

test('a payment for an unknown claim is posted to unapplied', () => {
  expect(unappliedEntry({ payment: aPayment(), source: 'sha:1', on: at.on })).toMatchObject({
    key: 'sha:1:9:unapplied',
    claimId: null,
    legs: [
      { account: 'payer-clearing', amountCents: 16_000 },
      { account: 'unapplied', amountCents: -16_000 },
    ],
  });
  expect(unappliedEntry({ payment: aDenial('CO-16'), source: 'sha:1', on: at.on })).toBeUndefined();
  const promise = aPayment({ statusCode: '25' });
  expect(unappliedEntry({ payment: promise, source: 'sha:1', on: at.on })).toBeUndefined();
});

test('a provider-level adjustment that reduces the payment reduces payer-clearing', () => {
  const adjustment = { position: 40, providerId: '1999999984', reasonCode: 'WO', amountCents: cents(2500) };
  expect(providerLevelEntry({ adjustment, index: 0, source: 'sha:1', on: at.on })).toMatchObject({
    key: 'sha:1:40:0:unapplied',
    legs: [
      { account: 'unapplied', amountCents: 2500 },
      { account: 'payer-clearing', amountCents: -2500 },
    ],
  });
});

describe('the part of a payment that cannot be read', () => {
  const { source, on } = at;

  test('is unapplied, under a key of its own, and belongs to no claim', () => {
    expect(unreadEntry({ amountCents: cents(500), source, on })).toMatchObject({
      ...{ key: 'sha:1:unread', kind: 'unapplied', claimId: null, on, source },
      legs: [
        { account: 'payer-clearing', amountCents: 500 },
        { account: 'unapplied', amountCents: -500 },
      ],
    });
  });

  test('is taken back when a later file contains it, and makes no entry of $0.00', () => {
    expect(unreadEntry({ amountCents: cents(-500), source, on })?.legs).toEqual([
      { account: 'payer-clearing', amountCents: -500 },
      { account: 'unapplied', amountCents: 500 },
    ]);
    expect(unreadEntry({ amountCents: cents(0), source, on })).toBeUndefined();
  });
});
