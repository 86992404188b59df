import { describe, expect, test } from '@jest/globals';
import { partOf } from '../../../domain/ledger/part.ts';
import { partyAskedAbout, whoOwes } from '../../../domain/ledger/who-owes.ts';
import { cents } from '../../../domain/money.ts';
import { balances } from './books.ts';

const books = balances({
  claim: { 'coverage-1': -30 },
  1: { 'coverage-1': 100, patient: 20 },
  2: { 'coverage-1': 50, agency: 5 },
});

describe('a part of what a party owes', () => {
  test('is all that is open, if neither line nor amount is named', () => {
    expect(partOf(books, { party: 'patient' })).toEqual({
      ...{ kind: 'part', amountCents: 20, lines: [{ line: '1', amountCents: 20 }] },
    });
    expect(partOf(books, { party: 'coverage-1' })).toMatchObject({ amountCents: 120 });
  });

  test('can be limited to a line, and to an amount', () => {
    expect(partOf(books, { party: 'coverage-1', line: '2' })).toMatchObject({
      lines: [{ line: '2', amountCents: 50 }],
    });
    expect(partOf(books, { party: 'coverage-1', line: '2', amountCents: cents(7) })).toMatchObject({
      lines: [{ line: '2', amountCents: 7 }],
    });
    expect(partOf(books, { party: 'coverage-1', amountCents: cents(120) })).toMatchObject({ amountCents: 120 });
  });

  test('is not more than is open, on its line and in total', () => {
    expect(partOf(books, { party: 'coverage-1', amountCents: cents(121) })).toEqual({
      ...{ kind: 'none', reason: 'coverage 1 owes $1.20, not $1.21' },
    });
    expect(partOf(books, { party: 'coverage-1', line: '2', amountCents: cents(51) })).toEqual({
      ...{ kind: 'none', reason: 'coverage 1 owes $0.50 on line 2, not $0.51' },
    });
    const lump = balances({ claim: { patient: -60 }, 1: { patient: 100 } });
    expect(partOf(lump, { party: 'patient', line: '1' })).toMatchObject({ amountCents: 40 });
  });

  test('is none if the party owes nothing', () => {
    expect(partOf(books, { party: 'patient', line: '2' })).toEqual({
      ...{ kind: 'none', reason: 'the patient owes nothing on line 2' },
    });
    expect(partOf(books, { party: 'coverage-3' })).toEqual({ kind: 'none', reason: 'coverage 3 owes nothing' });
    expect(partOf(balances({ 1: { patient: -1 } }), { party: 'patient' })).toMatchObject({ kind: 'none' });
  });
});

test('the party that is asked about is the one that owes', () => {
  const asked = (amounts: Parameters<typeof balances>[0][string]) => {
    const given = balances({ 1: amounts });
    return partyAskedAbout(whoOwes({ balances: given, exceptions: 0, smallBalanceCents: cents(500) }), given);
  };
  expect(asked({ 'coverage-1': 1, patient: 900 })).toBe('coverage-1');
  expect(asked({ 'coverage-2': 1, patient: 900 })).toBe('coverage-2');
  expect(asked({ 'coverage-3': 1, patient: 900 })).toBe('coverage-3');
  expect(asked({ agency: 1, patient: 900 })).toBe('agency');
  expect(asked({ patient: 900 })).toBe('patient');
  expect(asked({ patient: 900, 'credits:coverage-1': -1 })).toBe('patient');
  expect(asked({ agency: 900, 'credits:coverage-1': -1 })).toBe('agency');
  expect(asked({})).toBeUndefined();
});
