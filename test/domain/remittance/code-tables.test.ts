import { describe, expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { classify, notReversed } from '../../../domain/remittance/classify.ts';
import { anAdjustment, aPayment, aReversal } from '../builders.ts';

// Asserts every code of both tables in each adjustment group.

const contractual = '24 42 45 59 94 104 105 131 137 144 172 223 237 253 A2 P12'.split(' ');
const claimErrors = '16 18 22 29 31 109 129 226 227 252'.split(' ');
const others = '1 2 3 4 50 96 97 133 197 204 B7'.split(' ');

describe.each(contractual)('reason code %s is contractual', (code) => {
  test.each([
    ['CO', 'contractual'],
    ['CR', 'contractual'],
    ['PR', 'patient'],
    ['OA', 'denial'],
    ['PI', 'denial'],
  ])('under %s: %s', (group, booked) => {
    expect(classify(anAdjustment(`${group}-${code}`, 100))).toBe(booked);
  });
});

describe.each(claimErrors)('reason code %s is an error in the claim', (code) => {
  test.each(['CO', 'CR', 'PR', 'OA', 'PI'])('with group %s it is a denial', (group) => {
    expect(classify(anAdjustment(`${group}-${code}`, 100))).toBe('denial');
  });
});

describe.each(others)('reason code %s is neither', (code) => {
  test.each([
    ['CO', 'denial'],
    ['CR', 'denial'],
    ['PR', 'patient'],
    ['OA', 'denial'],
    ['PI', 'denial'],
  ])('under %s: %s', (group, booked) => {
    expect(classify(anAdjustment(`${group}-${code}`, 100))).toBe(booked);
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
