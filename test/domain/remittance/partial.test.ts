import { describe, expect, test } from '@jest/globals';
import { mayReplace, paymentDifference } from '../../../domain/remittance/partial.ts';
import { cents } from '../../../domain/money.ts';
import { aPayment, aServicePayment } from '../builders.ts';

const one = aPayment({ patientControlNumber: 'ONE' });
const two = aPayment({ patientControlNumber: 'TWO', position: 20 });
const nothing = { added: [], missing: [] };

describe('the difference of posted payments and those of a file', () => {
  test('is nothing for the same payments, in another order and at other positions', () => {
    const services = [aServicePayment({ position: 99 })];
    const moved = { ...one, position: 50, services };
    expect(paymentDifference([one, two], [two, moved])).toEqual(nothing);
    expect(paymentDifference([], [])).toEqual(nothing);
  });

  test('is what the file adds, with its position', () => {
    expect(paymentDifference([one], [one, two])).toEqual({ added: [two], missing: [] });
  });

  test('is what the file lacks', () => {
    expect(paymentDifference([one, two], [two])).toEqual({ added: [], missing: [one] });
  });

  test('matches equal payments one to one', () => {
    expect(paymentDifference([one], [one, one])).toEqual({ added: [one], missing: [] });
    expect(paymentDifference([one, one], [one])).toEqual({ added: [], missing: [one] });
  });

  test('shows a changed amount, of the claim or of a line, as one payment too few and one too many', () => {
    for (const changed of [
      { ...one, paidCents: cents(1) },
      { ...one, services: [aServicePayment({ paidCents: cents(1) })] },
    ])
      expect(paymentDifference([one], [changed])).toEqual({ added: [changed], missing: [one] });
  });
});

test('a payment may replace a posted one only if both are of the same claim', () => {
  expect(mayReplace({ added: [{ ...one, paidCents: cents(1) }], missing: [one] })).toBe(true);
  expect(mayReplace({ added: [two, { ...one, position: 70 }], missing: [one] })).toBe(true);
  expect(mayReplace({ added: [two], missing: [one] })).toBe(false);
  expect(mayReplace({ added: [two], missing: [] })).toBe(false);
  expect(mayReplace({ added: [], missing: [one] })).toBe(false);
});
