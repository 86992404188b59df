import { expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../domain/policy/default-policy.ts';
import { profilesSchema } from '../../../domain/schema/policy-profiles.ts';

// Goal: the schema that the worker reads profiles.json with takes what bills a patient, and nothing else.

const isTaken = (profile: object): boolean => profilesSchema.safeParse({ demo: profile }).success;

test('profiles change what they name', () => {
  const profiles = { demo: { statementDays: [0, 5], smallBalanceCents: 100 }, plain: {} };
  expect(profilesSchema.parse(profiles)).toEqual(profiles);
});

test('the default policy could be a profile', () => {
  expect(isTaken(defaultPolicy)).toBe(true);
});

test.each(Object.keys(defaultPolicy))('%s can be changed by a profile, and is not taken as text', (name) => {
  expect(isTaken({ [name]: defaultPolicy[name as keyof typeof defaultPolicy] })).toBe(true);
  expect(isTaken({ [name]: '5' })).toBe(false);
});

test.each([
  ['an unknown wait', { workDays: 3 }],
  ['a clock', { clock: {} }],
  ['a wait of no days', { remittanceDays: 0 }],
  ['half a day', { workItemDays: 1.5 }],
  ['no statement', { statementDays: [] }],
  ['a first statement that is late', { statementDays: [1, 2] }],
  ['two statements on one day', { statementDays: [0, 30, 30] }],
  ['statements that are out of order', { statementDays: [0, 60, 30] }],
  ['a negative day', { statementDays: [-30, 0] }],
  ['too many resends', { maxResends: 11 }],
  ['a negative amount', { smallBalanceCents: -1 }],
])('a profile with %s is not taken', (_what, profile) => {
  expect(isTaken(profile)).toBe(false);
});
