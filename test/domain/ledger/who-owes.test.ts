import { expect, test } from '@jest/globals';
import { whoOwes } from '../../../domain/ledger/who-owes.ts';
import { cents } from '../../../domain/money.ts';
import { balances } from './books.ts';

// Tests each boundary of whoOwes with two amounts, one cent apart.

const small = cents(500);

function owes(payer: number, patient: number, agency: number, writtenOff = 0) {
  const amounts = { 'coverage-1': payer, patient, agency, 'write-offs:OTHER': writtenOff };
  return whoOwes(balances({ 1: amounts }), small);
}

test('the payer owes before the agency, and the agency before the patient', () => {
  expect(owes(1, 900, 800)).toEqual({ kind: 'payer', balanceCents: 1 });
  expect(owes(0, 900, 800)).toEqual({ kind: 'agency', balanceCents: 800 });
  expect(owes(0, 900, 1)).toEqual({ kind: 'agency', balanceCents: 1 });
  expect(owes(0, 900, 0)).toEqual({ kind: 'patient', balanceCents: 900, isSmall: false });
});

test('a patient balance is small one cent below the limit, and not at the limit', () => {
  expect(owes(0, 499, 0)).toEqual({ kind: 'patient', balanceCents: 499, isSmall: true });
  expect(owes(0, 500, 0)).toEqual({ kind: 'patient', balanceCents: 500, isSmall: false });
  expect(owes(0, 1, 0)).toEqual({ kind: 'patient', balanceCents: 1, isSmall: true });
});

test('a credit of the payer or the agency does not hide what the patient owes', () => {
  expect(owes(-100, 900, 0)).toMatchObject({ kind: 'patient', balanceCents: 900 });
  expect(owes(0, 900, -100)).toMatchObject({ kind: 'patient', balanceCents: 900 });
});

test('nobody owes when nothing is open, and the credits of all accounts are added up', () => {
  expect(owes(0, 0, 0)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
  expect(owes(0, -1, 0)).toEqual({ kind: 'nobody', creditCents: 1, isWrittenOff: false });
  expect(owes(-100, -20, -3)).toEqual({ kind: 'nobody', creditCents: 123, isWrittenOff: false });
  expect(Object.is((owes(0, 0, 0) as { creditCents: number }).creditCents, 0)).toBe(true);
});

test('when nobody owes, one cent written off makes the claim written off instead of settled', () => {
  expect(owes(0, 0, 0, 1)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: true });
  expect(owes(0, 0, 0, 0)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
});
