import { describe, expect, test } from '@jest/globals';
import { whoOwes } from '../../../domain/ledger/who-owes.ts';
import { cents } from '../../../domain/money.ts';
import { balances } from './books.ts';

// Tests each boundary of whoOwes with two amounts, one cent apart.

type Amounts = Parameters<typeof balances>[0][string];

function owes(amounts: Amounts, exceptions = 0) {
  return whoOwes({ balances: balances({ 1: amounts }), exceptions, smallBalanceCents: cents(500) });
}

test('the coverages owe in their order, then the agency, then the patient', () => {
  const all = { 'coverage-1': 1, 'coverage-2': 2, 'coverage-3': 3, agency: 800, patient: 900 };
  expect(owes(all)).toEqual({ kind: 'payer', balanceCents: 1 });
  expect(owes({ ...all, 'coverage-1': 0 })).toEqual({ kind: 'later-payer', coverage: 2, balanceCents: 2 });
  expect(owes({ ...all, 'coverage-1': 0, 'coverage-2': 0 })).toEqual({
    ...{ kind: 'later-payer', coverage: 3, balanceCents: 3 },
  });
  expect(owes({ patient: 900, agency: 800 })).toEqual({ kind: 'agency', balanceCents: 800 });
  expect(owes({ patient: 900, agency: 1 })).toEqual({ kind: 'agency', balanceCents: 1 });
  expect(owes({ patient: 900 })).toEqual({ kind: 'patient', balanceCents: 900, isSmall: false });
});

test('a patient balance is small one cent below the limit, and not at the limit', () => {
  expect(owes({ patient: 499 })).toEqual({ kind: 'patient', balanceCents: 499, isSmall: true });
  expect(owes({ patient: 500 })).toEqual({ kind: 'patient', balanceCents: 500, isSmall: false });
  expect(owes({ patient: 1 })).toEqual({ kind: 'patient', balanceCents: 1, isSmall: true });
});

describe('the patient is not billed', () => {
  const accounts = [
    'credits:coverage-1',
    'credits:coverage-2',
    'credits:coverage-3',
    'credits:patient',
    'deposits',
  ] as const;

  test.each(accounts)('beside one cent in %s', (account) => {
    const unclear = { kind: 'unclear', creditCents: 1, exceptions: 0 };
    expect(owes({ patient: 900, [account]: -1 })).toEqual({ ...unclear, balanceCents: 900 });
    expect(owes({ agency: 800, patient: 100, [account]: -1 })).toEqual({ ...unclear, balanceCents: 900 });
    expect(owes({ patient: 1, [account]: -1 })).toMatchObject({ kind: 'unclear' });
  });

  test('while a remittance may change what is owed', () => {
    expect(owes({ patient: 900 }, 1)).toEqual({ kind: 'unclear', balanceCents: 900, creditCents: 0, exceptions: 1 });
    expect(owes({ agency: 1 }, 2)).toEqual({ kind: 'unclear', balanceCents: 1, creditCents: 0, exceptions: 2 });
  });

  test('but a payer that owes is worked on all the same', () => {
    expect(owes({ 'coverage-1': 5, patient: 900, 'credits:patient': -1 }, 1)).toMatchObject({ kind: 'payer' });
  });
});

test('nobody owes when nothing is open, and the credits of all parties are added up', () => {
  expect(owes({})).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
  expect(owes({}, 3)).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
  expect(owes({ 'credits:patient': -1 })).toEqual({ kind: 'nobody', creditCents: 1, isWrittenOff: false });
  const credits = { 'credits:coverage-1': -100, 'credits:coverage-2': -20, 'credits:coverage-3': -3 };
  expect(owes({ ...credits, deposits: -4_000, 'credits:patient': -50_000 })).toMatchObject({ creditCents: 54_123 });
  expect(Object.is((owes({}) as { creditCents: number }).creditCents, 0)).toBe(true);
});

test('when nobody owes, one cent written off makes the claim written off instead of settled', () => {
  for (const account of ['write-offs:OTHER', 'bad-debt'] as const)
    expect(owes({ [account]: 1 })).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: true });
  expect(owes({ 'bad-debt': 0 })).toEqual({ kind: 'nobody', creditCents: 0, isWrittenOff: false });
});
