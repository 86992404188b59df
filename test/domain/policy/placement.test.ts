import { expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { mayBePlaced, recallReason, recallReasonOf } from '../../../domain/policy/placement.ts';

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

const agency = { kind: 'agency', balanceCents: cents(1) } as const;
const payer = { kind: 'payer', balanceCents: cents(1) } as const;
const patient = { kind: 'patient', balanceCents: cents(1), isSmall: false } as const;
const laterPayer = { kind: 'later-payer', coverage: 2, balanceCents: cents(1) } as const;
const unclear = { kind: 'unclear', balanceCents: cents(1), creditCents: cents(1), exceptions: 0 } as const;
const paid = { kind: 'nobody', creditCents: cents(0), isWrittenOff: false } as const;
const writtenOff = { ...paid, isWrittenOff: true } as const;

test.each([
  ['acknowledged', agency, null],
  ['none', paid, null],
  ['none', payer, null],
  ['refused', paid, null],
  ['refused', patient, null],
  ['refused', payer, 'INSURANCE_FOUND'],
  ['acknowledged', payer, 'INSURANCE_FOUND'],
  ['acknowledged', paid, 'PAID_IN_FULL'],
  ['sent', paid, 'PAID_IN_FULL'],
  ['sent', patient, 'PAID_IN_FULL'],
  ['sent', writtenOff, 'CLIENT_REQUEST'],
  ['sent', unclear, null],
  ['acknowledged', laterPayer, 'INSURANCE_FOUND'],
] as const)('an account that is %s, while %j owes, is recalled for %s', (placement, debtor, reason) => {
  expect(recallReason({ placement, recalling: null }, debtor)).toBe(reason);
});

test('a recall that is under way keeps its reason, and the agency collects on until the balance is taken back', () => {
  const underWay = { placement: 'acknowledged', recalling: 'BANKRUPTCY' } as const;
  expect(recallReason(underWay, writtenOff)).toBe('BANKRUPTCY');
  expect(recallReason(underWay, agency)).toBeNull();
});

test('a write-off says to the agency why the account is recalled', () => {
  expect(recallReasonOf('BANKRUPTCY')).toBe('BANKRUPTCY');
  expect(recallReasonOf('DECEASED')).toBe('DECEASED');
  expect(recallReasonOf('CHARITY_OR_FINANCIAL_ASSISTANCE')).toBe('ASSISTANCE_APPROVED');
  expect(recallReasonOf('BAD_DEBT')).toBe('CLIENT_REQUEST');
});
