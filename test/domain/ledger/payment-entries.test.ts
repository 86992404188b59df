import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { balancesAfter } from '../../../domain/ledger/balances.ts';
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
import { balanceOf, claimId, days, print } from './books.ts';

const lines = [
  { lineId: '1', procedureCode: 'G0463' },
  { lineId: '2', procedureCode: 'G0463' },
  { lineId: '3', procedureCode: 'G0108' },
];
const at = { claimId, lines, payer: 'coverage-1', next: 'patient', source: 'sha:1', ...days } as const;
const from = { source: 'sha:1', ...days };

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
    expect(print(...entries)).toEqual([
      '1: payer-clearing > receivable:coverage-1 14000',
      '1: contractual-adjustments > receivable:coverage-1 4000',
      '1: receivable:patient > receivable:coverage-1 2000',
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

  test('of another coverage reduces what that coverage owes, and leaves the rest to the next', () => {
    const payment = aPayment({ services: [aServicePayment({ adjustments: [anAdjustment('PR-2', 500)] })] });
    expect(print(...paymentEntries({ ...at, payment, payer: 'coverage-2', next: 'coverage-3' }))).toEqual([
      '1: payer-clearing > receivable:coverage-2 16000',
      '1: receivable:coverage-3 > receivable:coverage-2 500',
    ]);
  });

  describe('posts by line', () => {
    const service = (paid: number, lineId?: string, procedureCode = 'G0463') => {
      const { lineId: _, ...made } = aServicePayment({ paidCents: cents(paid), procedureCode, adjustments: [] });
      return lineId === undefined ? made : { ...made, lineId };
    };
    const posted = (paidCents: number, ...services: readonly ReturnType<typeof service>[]) =>
      print(...paymentEntries({ ...at, payment: aPayment({ paidCents: cents(paidCents), services }) })).map((text) =>
        text.replace('payer-clearing > receivable:coverage-1 ', ''),
      );

    test('of our line id', () => {
      expect(posted(300, service(100, '2'), service(200, '1'))).toEqual(['2: 100', '1: 200']);
    });

    test('or the first line of the procedure that no other service has', () => {
      expect(posted(300, service(100), service(200))).toEqual(['1: 100', '2: 200']);
      expect(posted(300, service(100, '1'), service(200, 'unknown'))).toEqual(['1: 100', '2: 200']);
      expect(posted(100, service(100, undefined, 'G0108'))).toEqual(['3: 100']);
    });

    test('or of the whole claim', () => {
      expect(posted(600, service(100), service(200), service(300))).toEqual(['1: 100', '2: 200', 'claim: 300']);
      expect(posted(300)).toEqual(['claim: 300']);
      expect(posted(350, service(300))).toEqual(['1: 300', 'claim: 50']);
    });
  });

  test('posts claim-level adjustments of the whole claim', () => {
    const payment = aPayment({ paidCents: cents(0), services: [], adjustments: [anAdjustment('PR-1', 2000)] });
    expect(print(...paymentEntries({ ...at, payment }))).toEqual([
      'claim: receivable:patient > receivable:coverage-1 2000',
    ]);
  });

  test('always makes entries with unique keys', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const entries = paymentEntries({ payment, ...at });
        expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      }),
    );
  });

  test('gives charge = paid + contractual + patient + open, to the cent; the open amount is what was denied', () => {
    fc.assert(
      fc.property(payments, (payment) => {
        const entries = paymentEntries({ payment, ...at });
        const open = payment.chargeCents + balanceOf(entries, 'receivable:coverage-1');
        expect(open).toBe(totalOf(allAdjustments(payment), 'denial'));
        expect(payment.chargeCents).toBe(
          balanceOf(entries, 'payer-clearing') +
            balanceOf(entries, 'contractual-adjustments') +
            balanceOf(entries, 'receivable:patient') +
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
        for (const entries of [after, before]) expect(balancesAfter(entries)).toEqual([]);
      }),
    );
  });
});

test('a payment for an unknown claim is posted to unapplied', () => {
  const made = unappliedEntry({ payment: aPayment(), ...from });
  expect(made).toMatchObject({ claimId: null, key: 'sha:1:9:unapplied' });
  expect(print(made)).toEqual(['claim: payer-clearing > unapplied 16000']);
});

test('a provider-level adjustment that reduces the payment reduces payer-clearing', () => {
  const adjustment = { position: 40, providerId: '1999999984', reasonCode: 'WO', amountCents: cents(2500) };
  const made = providerLevelEntry({ adjustment, index: 0, ...from });
  expect(made?.key).toBe('sha:1:40:0:unapplied');
  expect(print(made)).toEqual(['claim: unapplied > payer-clearing 2500']);
});

describe('the part of a payment that cannot be read', () => {
  test('is unapplied, under a key of its own, and belongs to no claim', () => {
    const made = unreadEntry({ amountCents: cents(500), ...from });
    expect(made).toMatchObject({ key: 'sha:1:unread', kind: 'unapplied', claimId: null, source: 'sha:1', ...days });
    expect(print(made)).toEqual(['claim: payer-clearing > unapplied 500']);
  });

  test('is taken back when a later file contains it, and makes no entry of $0.00', () => {
    expect(print(unreadEntry({ amountCents: cents(-500), ...from }))).toEqual([
      'claim: unapplied > payer-clearing 500',
    ]);
    expect(unreadEntry({ amountCents: cents(0), ...from })).toBeUndefined();
  });
});
