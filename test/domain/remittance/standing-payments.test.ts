import { describe, expect, test } from '@jest/globals';
import { allAdjustments, notReversed } from '../../../domain/remittance/standing-payments.ts';
import { aDenial, anAdjustment, aPayment, aReversal, aServicePayment } from '../builders.ts';
import { cents } from '../../../domain/money.ts';

test('the adjustments of a claim payment are those of the claim and of its lines', () => {
  const [ofClaim, ofLine] = [anAdjustment('CO-253', 100), anAdjustment('CO-45', 4000)];
  const payment = aPayment({ adjustments: [ofClaim], services: [aServicePayment({ adjustments: [ofLine] })] });
  expect(allAdjustments(payment)).toEqual([ofClaim, ofLine]);
});

describe('notReversed', () => {
  const denial = aDenial('CO-16');
  const paid = aPayment({ position: 30 });

  test('is the corrected payment, in any order of the three', () => {
    const reversal = aReversal(denial, 20);
    for (const order of [
      [denial, reversal, paid],
      [denial, paid, reversal],
      [reversal, denial, paid],
    ])
      expect(notReversed(order)).toEqual([paid]);
  });

  test('is empty while the corrected payment has not arrived', () => {
    expect(notReversed([paid, aReversal(paid, 40)])).toEqual([]);
  });

  test('is every payment if the reversal matches none', () => {
    expect(notReversed([paid, aReversal(denial, 20)])).toEqual([paid]);
  });

  test('is one of two equal payments when one is reversed', () => {
    expect(notReversed([paid, paid, aReversal(paid, 40)])).toEqual([paid]);
  });
});

describe('a reversal cancels a payment', () => {
  const paid = aPayment();

  test('of the same charge and the same payment only', () => {
    const reversal = aReversal(paid, 20);
    expect(notReversed([paid, reversal])).toEqual([]);
    expect(notReversed([paid, { ...reversal, paidCents: cents(-15_999) }])).toEqual([paid]);
    expect(notReversed([paid, { ...reversal, chargeCents: cents(-19_999) }])).toEqual([paid]);
  });

  test('and only that one, in any position', () => {
    const [first, last] = [aPayment({ paidCents: cents(1) }), aPayment({ paidCents: cents(2) })];
    expect(notReversed([first, paid, last, aReversal(paid, 20)])).toEqual([first, last]);
    expect(notReversed([first, last, aReversal(last, 20)])).toEqual([first]);
  });
});

test('a payment of $0.00 does not reverse itself', () => {
  const nothing = aPayment({ chargeCents: cents(0), paidCents: cents(0) });
  expect(notReversed([nothing])).toEqual([nothing]);
});

test('notReversed omits a predetermination', () => {
  const paid = aPayment();
  expect(notReversed([aPayment({ statusCode: '25' }), paid])).toEqual([paid]);
});
