import { expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { mayBePlaced } from '../../../domain/policy/placement.ts';

const policy = { statementDays: [0, 30, 60, 90], minimumPlacementCents: cents(2_500) };

test('a balance of the minimum may be placed, one cent less may not', () => {
  expect(mayBePlaced(policy, { balanceCents: 2_500, statements: 4 })).toBe(true);
  expect(mayBePlaced(policy, { balanceCents: 2_499, statements: 4 })).toBe(false);
});

test('a balance may not be placed before the final notice, however large it is', () => {
  expect(mayBePlaced(policy, { balanceCents: 90_000, statements: 3 })).toBe(false);
});

test('a balance that was never billed may not be placed, even where no statement is scheduled', () => {
  expect(mayBePlaced({ ...policy, statementDays: [] }, { balanceCents: 90_000, statements: 0 })).toBe(false);
});
