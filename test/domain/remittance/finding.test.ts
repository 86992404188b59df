import { expect, test } from '@jest/globals';
import { findingCodes, mayChangeWhoOwes } from '../../../domain/remittance/finding.ts';

test('every exception may change who owes, except a likely repeat', () => {
  expect(findingCodes.filter((code) => !mayChangeWhoOwes([code]))).toEqual(['repeat']);
  expect(mayChangeWhoOwes([])).toBe(true);
});
