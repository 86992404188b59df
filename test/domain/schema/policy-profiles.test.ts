import { expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../domain/policy/default-policy.ts';
import { profilesSchema } from '../../../domain/schema/policy-profiles.ts';

// The schema of profiles.json accepts valid waits and limits, and nothing else.

const isAccepted = (profile: object): boolean => profilesSchema.safeParse({ demo: profile }).success;

test('a profile may name some values, or none', () => {
  const profiles = { demo: { statementDays: [0, 5], smallBalanceCents: 100 }, plain: {} };
  expect(profilesSchema.parse(profiles)).toEqual(profiles);
});

test('the default policy is a valid profile', () => {
  expect(isAccepted(defaultPolicy)).toBe(true);
});

test.each(Object.keys(defaultPolicy))('a profile can change %s, and text is refused', (name) => {
  expect(isAccepted({ [name]: defaultPolicy[name as keyof typeof defaultPolicy] })).toBe(true);
  expect(isAccepted({ [name]: '5' })).toBe(false);
});

test.each([
  ['an unknown wait', { workDays: 3 }],
  ['a clock', { clock: {} }],
  ['a wait of zero days', { remittanceDays: 0 }],
  ['half a day', { workItemDays: 1.5 }],
  ['no statements', { statementDays: [] }],
  ['a first statement that is late', { statementDays: [1, 2] }],
  ['two statements on one day', { statementDays: [0, 30, 30] }],
  ['statements that are out of order', { statementDays: [0, 60, 30] }],
  ['a negative day', { statementDays: [-30, 0] }],
  ['too many resends', { maxResends: 11 }],
  ['a negative amount', { smallBalanceCents: -1 }],
])('a profile with %s is refused', (_what, profile) => {
  expect(isAccepted(profile)).toBe(false);
});
