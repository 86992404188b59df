import { describe, expect, test } from '@jest/globals';
import {
  allAdjustments,
  classify,
  isPredetermination,
  isReversal,
  totalOf,
  notReversed,
} from '../../../domain/remittance/classify.ts';
import { aDenial, anAdjustment, aPayment, aReversal, aServicePayment } from '../builders.ts';

test.each([
  ['CO-45', 'contractual'],
  ['CO-253', 'contractual'],
  ['CO-24', 'contractual'],
  ['CR-45', 'contractual'],
  ['PR-1', 'patient'],
  ['PR-2', 'patient'],
  ['PR-3', 'patient'],
  ['PR-204', 'patient'],
  ['PR-96', 'patient'],
  ['CO-16', 'denial'],
  ['CO-18', 'denial'],
  ['CO-29', 'denial'],
  ['CO-50', 'denial'],
  ['CO-97', 'denial'],
  ['CO-197', 'denial'],
  ['OA-18', 'denial'],
  ['OA-23', 'denial'],
  ['PI-45', 'denial'],
  ['CO-1', 'denial'],
  ['CO-constructor', 'denial'],
  // If the reason is an error in the claim, the patient does not owe it.
  ['PR-29', 'denial'],
  ['PR-16', 'denial'],
  ['PR-31', 'denial'],
])('%s is posted as %s', (code, expected) => {
  expect(classify(anAdjustment(code, 100))).toBe(expected);
});

test('adjustments of the claim and of its lines are added up by class', () => {
  const payment = aPayment({
    adjustments: [anAdjustment('CO-253', 100)],
    services: [aServicePayment({ adjustments: [anAdjustment('CO-45', 4000), anAdjustment('PR-1', 300)] })],
  });
  expect(totalOf(allAdjustments(payment), 'contractual')).toBe(4100);
  expect(totalOf(allAdjustments(payment), 'patient')).toBe(300);
  expect(totalOf(allAdjustments(payment), 'denial')).toBe(0);
});

test('22 is a reversal, 25 is a predetermination', () => {
  expect([aPayment({ statusCode: '22' }), aPayment()].map(isReversal)).toEqual([true, false]);
  expect([aPayment({ statusCode: '25' }), aPayment()].map(isPredetermination)).toEqual([true, false]);
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
