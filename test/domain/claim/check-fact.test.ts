import { expect, test } from '@jest/globals';
import { factProblems, factRefusal } from '../../../domain/claim/check-fact.ts';
import type { Fact } from '../../../domain/claim/facts.ts';
import { isoDate } from '../../../domain/dates.ts';

const today = isoDate('2026-11-28');
const on = today;

test.each<Fact>([
  { kind: 'accepted', key: 'a', on, submission: 1 },
  { kind: 'rejected', key: 'a', on, submission: 1, by: 'TA1' },
  { kind: 'adjudicated', key: 'a', on },
  { kind: 'partnerAnswered', key: 'a', on, workItemId: '7' },
  { kind: 'agencyAnswered', key: 'a', on, accepted: false },
])('a fact of the kind $kind is accepted, and refused without one of its fields', (fact) => {
  expect(factProblems(fact, today)).toEqual([]);
  for (const field of Object.keys(fact).filter((name) => name !== 'kind'))
    expect(factProblems({ ...fact, [field]: undefined }, today)).toEqual([`${field}: is required`]);
});

const kinds = 'kind: must be one of accepted, rejected, adjudicated, partnerAnswered, agencyAnswered';

test.each([
  [null, ['fact: must be an object']],
  [[], ['fact: must be an object']],
  ['fact', ['fact: must be an object']],
  [{ claimloopRefusedPayload: 'not encrypted' }, ['fact: must be encrypted with a key of this installation']],
  [{ kind: 'nope', key: 'a', on }, [kinds]],
  [{ kind: 'toString', key: 'a', on }, [kinds]],
  [{ key: 'a', on }, ['kind: is required']],
  [{ kind: 'x\0', key: '\ud800', on }, [kinds, 'key: has a character that cannot be stored']],
  [{ kind: 'adjudicated', key: 'q1', on: '2026-02-30' }, ['on: must be a calendar day (yyyy-mm-dd)']],
  [{ kind: 'adjudicated', key: 'a'.repeat(201), on }, ['key: must not be longer than 200 characters']],
  [{ kind: 'adjudicated', key: 'a', on, paid: 1 }, ['fact: has only the fields kind, key, on']],
  [{ kind: 'accepted', key: 'a', on, submission: 0 }, ['submission: must be a whole number above zero']],
  [{ kind: 'rejected', key: 'a', on, submission: 1, by: 'me' }, ['by: must be one of 999, TA1, 277CA']],
  [{ kind: 'agencyAnswered', key: 'a', on, accepted: 'Y' }, ['accepted: must be true or false']],
])('a Signal with %j is refused', (value, problems) => {
  expect(factProblems(value, today)).toEqual(problems);
});

test('a fact refers to a submission or placement that was made', () => {
  const accepted = { kind: 'accepted', key: 'a', on, submission: 2 } as const;
  expect(factRefusal(accepted, { submissions: 2, placements: 0 })).toBeUndefined();
  expect(factRefusal(accepted, { submissions: 1, placements: 0 })).toBe('the claim has no submission 2');
  const rejected = { ...accepted, kind: 'rejected', by: '999' } as const;
  expect(factRefusal(rejected, { submissions: 1, placements: 0 })).toBe('the claim has no submission 2');
  const answered = { kind: 'agencyAnswered', key: 'g', on, accepted: true } as const;
  expect(factRefusal(answered, { submissions: 1, placements: 0 })).toBe('the claim was never placed with an agency');
  expect(factRefusal(answered, { submissions: 1, placements: 1 })).toBeUndefined();
  expect(factRefusal({ kind: 'adjudicated', key: 'b', on }, { submissions: 0, placements: 0 })).toBeUndefined();
});
