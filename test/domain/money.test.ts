import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cents, centsFromX12, dollars, minus, negate, sum, zero } from '../../domain/money.ts';

describe('cents', () => {
  test('are whole numbers, and zero has no sign', () => {
    expect([cents(1), cents(-1), Object.is(cents(-0), 0)]).toEqual([1, -1, true]);
  });

  test.each([0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuse %p', (amount) => {
    expect(() => cents(amount)).toThrow('cents must be a whole number within 2^53');
  });

  test('are added, subtracted and negated', () => {
    expect([sum([cents(1), cents(20), cents(-3)]), sum([]), minus(cents(5), cents(7)), negate(cents(5))]).toEqual([
      18, 0, -2, -5,
    ]);
  });
});

describe('an amount of X12', () => {
  test.each([
    ['125', 12_500],
    ['125.5', 12_550],
    ['125.50', 12_550],
    ['125.05', 12_505],
    ['.50', 50],
    ['0', 0],
    ['0.07', 7],
    ['-10', -1_000],
    ['-.01', -1],
    ['1234567890123', 123_456_789_012_300],
  ])('%p is %p cents', (text, amount) => {
    expect(centsFromX12(text)).toBe(amount);
  });

  test.each(['', '-', '.', '1.', '1.005', '1,5', '+1', ' 1', '1 ', '1e3', 'x1', '1x', '--1', '12345678901234'])(
    '%p is none',
    (text) => {
      expect(centsFromX12(text)).toBeUndefined();
    },
  );
});

describe('dollars', () => {
  test.each([
    [0, '$0.00'],
    [5, '$0.05'],
    [99, '$0.99'],
    [100, '$1.00'],
    [26_300, '$263.00'],
    [100_000, '$1,000.00'],
    [123_450, '$1,234.50'],
    [123_456_789, '$1,234,567.89'],
    [-300, '-$3.00'],
    [-123_456, '-$1,234.56'],
  ])('%p cents are %p', (amount, text) => {
    expect(dollars(cents(amount))).toBe(text);
  });

  test('are read as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        expect(centsFromX12(dollars(cents(amount)).replaceAll(/[$,]/g, ''))).toBe(amount || zero);
      }),
    );
  });
});
