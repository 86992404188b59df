import { expect, test } from '@jest/globals';
import { money, table } from '../../../client/cli/print.ts';

test('columns are as wide as their widest cell, numbers are right-aligned, and no line ends in blanks', () => {
  expect(
    table(
      ['claim', '>open', 'next'],
      [
        ['A', '1.00', 'pay'],
        ['LONGER1', '12345.67', ''],
      ],
    ).split('\n'),
  ).toEqual(['claim        open  next', 'A            1.00  pay', 'LONGER1  12345.67']);
});

test.each([
  [0, '$0.00'],
  [5, '$0.05'],
  [-12_345, '-$123.45'],
])('%i cents are written %s', (amountCents, text) => {
  expect(money(amountCents)).toBe(text);
});
