import { describe, expect, test } from '@jest/globals';
import { calendarDay, daySeconds, fieldValue, positiveAmount, wholeNumber } from '../../../client/cli/arguments.ts';

test.each([
  ['25.00', 2_500],
  ['$1,200', 120_000],
  ['.05', 5],
])('the amount %s is %i cents', (text, amountCents) => {
  expect(positiveAmount(text)).toBe(amountCents);
});

test.each(['0', '-1', '12.345', 'ten', ''])('%j is not an amount to pay', (text) => {
  expect(() => positiveAmount(text)).toThrow('dollars and cents');
});

test('a calendar day must exist', () => {
  expect(calendarDay('2028-02-29')).toBe('2028-02-29');
  expect(() => calendarDay('2026-02-29')).toThrow('yyyy-mm-dd');
});

test('whole numbers are accepted up to both limits and not beyond', () => {
  const parse = wholeNumber(1, 10);
  expect([parse('1'), parse('10')]).toEqual([1, 10]);
  for (const text of ['0', '11', '1.5', '1e1', '']) expect(() => parse(text)).toThrow('1 to 10');
});

test('a business day lasts 0.05 seconds to a real day', () => {
  expect([daySeconds('0.05'), daySeconds('86400')]).toEqual([0.05, 86_400]);
  for (const text of ['0.04', '86401', '', 'one']) expect(() => daySeconds(text)).toThrow('0.05 to 86400');
});

describe('a field of a correction', () => {
  test.each([
    ['claim.priorAuthorizationNumber=0471', { 'claim.priorAuthorizationNumber': '0471' }],
    ['claim.priorAuthorizationNumber=4711', { 'claim.priorAuthorizationNumber': '4711' }],
    ['claim.serviceLines[0].units=2', { 'claim.serviceLines[0].units': 2 }],
    ['claim.serviceLines[0].modifiers=["25"]', { 'claim.serviceLines[0].modifiers': ['25'] }],
    ['claim.note=a=b', { 'claim.note': 'a=b' }],
  ])('%s', (pair, expected) => {
    expect(fieldValue(pair)).toEqual(expected);
  });

  test('is added to the fields before it', () => {
    expect(fieldValue('b=y', fieldValue('a=x'))).toEqual({ a: 'x', b: 'y' });
  });

  test.each(['claim', '=x'])('needs a path and a value: %s', (pair) => {
    expect(() => fieldValue(pair)).toThrow('path=value');
  });
});
