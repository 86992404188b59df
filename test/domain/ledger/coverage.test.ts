import { expect, test } from '@jest/globals';
import { nextParty, payingCoverage } from '../../../domain/ledger/coverage.ts';

test.each([
  ['1', 'coverage-1'],
  ['19', 'coverage-1'],
  ['2', 'coverage-2'],
  ['20', 'coverage-2'],
  ['3', 'coverage-3'],
  ['21', 'coverage-3'],
  ['4', 'coverage-1'],
  ['22', 'coverage-1'],
  ['toString', 'coverage-1'],
])('a claim payment with status %s speaks for %s', (statusCode, coverage) => {
  expect(payingCoverage(statusCode, [1, 2, 3])).toBe(coverage);
});

test('a coverage that the patient file does not have is taken for the first', () => {
  expect([payingCoverage('2', [1]), payingCoverage('3', [1, 2]), payingCoverage('1', [])]).toEqual([
    'coverage-1',
    'coverage-1',
    'coverage-1',
  ]);
  expect([payingCoverage('2', [1, 2]), payingCoverage('3', [1, 2, 3])]).toEqual(['coverage-2', 'coverage-3']);
});

test('what a coverage leaves is owed by the next one of the patient file, and then by the patient', () => {
  expect(nextParty('coverage-1', [1, 2, 3])).toBe('coverage-2');
  expect(nextParty('coverage-2', [1, 2, 3])).toBe('coverage-3');
  expect(nextParty('coverage-3', [1, 2, 3])).toBe('patient');
  expect(nextParty('coverage-1', [1])).toBe('patient');
  expect(nextParty('coverage-2', [1, 2])).toBe('patient');
  expect(nextParty('coverage-1', [])).toBe('patient');
});
