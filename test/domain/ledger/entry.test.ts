import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Account, accounts } from '../../../domain/ledger/accounts.ts';
import { entry, isMirror, isSameMoney, reversalOf, type Transfer, transfer } from '../../../domain/ledger/entry.ts';
import { cents } from '../../../domain/money.ts';
import { balanceOf, claimId, days, print } from './books.ts';

const made = { key: 'k', kind: 'correction' as const, claimId, ...days, source: 's' };

/** A transfer of line 1. */
function move(debit: Account, credit: Account, amount: number, line = '1'): readonly Transfer[] {
  return transfer({ line, debit, credit }, cents(amount));
}

test('a negative amount moves back, and zero moves nothing', () => {
  expect(move('bank', 'refunds', 5)).toEqual([{ line: '1', debit: 'bank', credit: 'refunds', amountCents: 5 }]);
  expect(move('bank', 'refunds', -5)).toEqual([{ line: '1', debit: 'refunds', credit: 'bank', amountCents: 5 }]);
  expect(move('bank', 'refunds', 0)).toEqual([]);
});

describe('the transfers of an entry', () => {
  test('are netted for each line and pair of accounts', () => {
    const nets = entry({
      ...made,
      transfers: [
        move('bank', 'refunds', 500),
        move('refunds', 'bank', 200),
        move('bank', 'refunds', 7, '2'),
        move('bank', 'unapplied', 9),
      ],
    });
    expect(print(nets)).toEqual(['1: bank > refunds 300', '2: bank > refunds 7', '1: bank > unapplied 9']);
  });

  test('keep the direction of the larger amount', () => {
    const nets = entry({ ...made, transfers: [move('bank', 'refunds', 200), move('refunds', 'bank', 500)] });
    expect(print(nets)).toEqual(['1: refunds > bank 300']);
  });

  test('that cancel out make no entry', () => {
    expect(entry({ ...made, transfers: [move('bank', 'refunds', 5), move('refunds', 'bank', 5)] })).toBeUndefined();
    expect(entry({ ...made, transfers: [] })).toBeUndefined();
  });

  test('sum to zero over all accounts, and are above zero, for any amounts', () => {
    const account = fc.constantFrom(...accounts);
    const one = fc.tuple(account, account, fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom('', '1'));
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const transfers = given.filter(([debit, credit]) => debit !== credit).map((args) => move(...args));
        const nets = entry({ ...made, transfers });
        const total = accounts.reduce((sum, name) => sum + balanceOf(nets ? [nets] : [], name), 0);
        expect(total).toBe(0);
        for (const { amountCents, debit, credit } of nets?.transfers ?? [])
          expect([amountCents > 0, debit !== credit]).toEqual([true, true]);
        for (const name of accounts) {
          const before = transfers.flat().reduce((sum, { debit, credit, amountCents }) => {
            return sum + (debit === name ? amountCents : 0) - (credit === name ? amountCents : 0);
          }, 0);
          expect(balanceOf(nets ? [nets] : [], name)).toBe(before);
        }
      }),
    );
  });
});

describe('a reversing entry', () => {
  const original = entry({ ...made, transfers: [move('bank', 'refunds', 5), move('bank', 'unapplied', 3, '2')] })!;
  const back = reversalOf(original, { ...days, key: 'r', kind: 'reversal', source: 'p' });

  test('swaps debit and credit of each transfer, and names the original', () => {
    expect(back).toMatchObject({ key: 'r', kind: 'reversal', claimId, source: 'p', reverses: 'k' });
    expect(print(back)).toEqual(['1: refunds > bank 5', '2: unapplied > bank 3']);
  });

  test('is the mirror of its original, in any order, and of nothing else', () => {
    expect(isMirror(back, original)).toBe(true);
    expect(isMirror({ ...back, transfers: back.transfers.toReversed() }, original)).toBe(true);
    expect(isMirror(original, original)).toBe(false);
    const [first, second] = back.transfers as [Transfer, Transfer];
    for (const transfers of [
      [first],
      [first, { ...second, amountCents: cents(4) }],
      [first, { ...second, line: '3' }],
      [first, { ...second, debit: 'deposits' as const }],
      [first, { ...second, credit: 'deposits' as const }],
    ])
      expect(isMirror({ ...back, transfers }, original)).toBe(false);
  });
});

test('entries of the same money are recognized in any order, and no entry is the same as none', () => {
  const one = entry({ ...made, transfers: [move('bank', 'refunds', 5), move('bank', 'unapplied', 3)] })!;
  const reordered = { ...one, key: 'other', transfers: one.transfers.toReversed() };
  expect(isSameMoney(one, reordered)).toBe(true);
  expect(isSameMoney(undefined, undefined)).toBe(true);
  expect(isSameMoney(one, undefined)).toBe(false);
  expect(isSameMoney(one, { ...one, transfers: one.transfers.slice(1) })).toBe(false);
});
