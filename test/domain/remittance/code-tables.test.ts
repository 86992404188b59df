import { describe, expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { classify, notReversed } from '../../../domain/remittance/classify.ts';
import { anAdjustment, aPayment, aReversal } from '../builders.ts';

// Goal: every code of both tables is asserted, under each group that it matters for.

const contractual = '24 42 45 59 94 104 105 131 137 144 172 223 237 253 A2 P12'.split(' ');
const blamesTheClaim = '16 18 22 29 31 109 129 226 227 252'.split(' ');
const others = '1 2 3 4 50 96 97 133 197 204 B7'.split(' ');

describe.each(contractual)('reason code %s is price or law', (code) => {
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

describe.each(blamesTheClaim)('reason code %s blames the claim', (code) => {
  test.each(['CO', 'CR', 'PR', 'OA', 'PI'])('under %s it is a denial, which bills nobody', (group) => {
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

describe('a reversal takes back a payment', () => {
  const paid = aPayment();

  test('of the same charge and the same payment only', () => {
    const reversal = aReversal(paid, 20);
    expect(notReversed([paid, reversal])).toEqual([]);
    expect(notReversed([paid, { ...reversal, paidCents: cents(-15_999) }])).toEqual([paid]);
    expect(notReversed([paid, { ...reversal, chargeCents: cents(-19_999) }])).toEqual([paid]);
  });

  test('and only that one, wherever it stands', () => {
    const [first, last] = [aPayment({ paidCents: cents(1) }), aPayment({ paidCents: cents(2) })];
    expect(notReversed([first, paid, last, aReversal(paid, 20)])).toEqual([first, last]);
    expect(notReversed([first, last, aReversal(last, 20)])).toEqual([first]);
  });
});

test('a payment of nothing takes back nothing, not even itself', () => {
  const nothing = aPayment({ chargeCents: cents(0), paidCents: cents(0) });
  expect(notReversed([nothing])).toEqual([nothing]);
});

test('a predetermination never stands', () => {
  const paid = aPayment();
  expect(notReversed([aPayment({ statusCode: '25' }), paid])).toEqual([paid]);
});
