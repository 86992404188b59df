import { expect, test } from '@jest/globals';
import { nextParty } from '../../../domain/ledger/coverage.ts';

test('what a coverage leaves is owed by the next one of the patient file, and then by the patient', () => {
  expect(nextParty('coverage-1', [1, 2, 3])).toBe('coverage-2');
  expect(nextParty('coverage-2', [1, 2, 3])).toBe('coverage-3');
  expect(nextParty('coverage-3', [1, 2, 3])).toBe('patient');
  expect(nextParty('coverage-1', [1])).toBe('patient');
  expect(nextParty('coverage-2', [1, 2])).toBe('patient');
  expect(nextParty('coverage-1', [])).toBe('patient');
});
