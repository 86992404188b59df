import { expect, test } from '@jest/globals';
import { policyProfilesSchema } from '../../../domain/schema/policy-profiles.ts';

test('profiles change what they name', () => {
  const profiles = { demo: { statementDays: [0, 5], smallBalanceCents: 100 }, plain: {} };
  expect(policyProfilesSchema.parse(profiles)).toEqual(profiles);
});

test.each([
  ['an unknown wait', { workDays: 3 }],
  ['a clock', { clock: {} }],
  ['a wait of no days', { remittanceDays: 0 }],
  ['half a day', { workItemDays: 1.5 }],
  ['no statement', { statementDays: [] }],
  ['a ladder that begins late', { statementDays: [1, 2] }],
  ['a ladder that does not rise', { statementDays: [0, 30, 30] }],
  ['a negative amount', { smallBalanceCents: -1 }],
])('a profile with %s is not taken', (_what, profile) => {
  expect(() => policyProfilesSchema.parse({ demo: profile })).toThrow();
});
