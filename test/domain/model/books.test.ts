import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { assertAddsUp, statementLines } from '../../../domain/dunning/statement-lines.ts';
import { parties } from '../../../domain/ledger/accounts.ts';
import { type Balance, balancesAfter, openOf, totalIn } from '../../../domain/ledger/balances.ts';
import { claimTotals } from '../../../domain/ledger/claim-totals.ts';
import { creditEntry } from '../../../domain/ledger/credits.ts';
import { whoOwes } from '../../../domain/ledger/who-owes.ts';
import { cents } from '../../../domain/money.ts';
import { anIntake } from '../builders.ts';
import { Books, type Happening, resultOf } from './books.ts';

// The laws of the books under random charges, payments, reversals, corrections, splits, repeats and orders.

/** CI runs ten thousand; they take half a minute. */
const runs = Number(process.env['CLAIMLOOP_MODEL_RUNS'] ?? 1_000);
const intake = anIntake();

const amount = fc.integer({ min: 0, max: 9_000 });
const line = fc.constantFrom('1', '2', '3');
const party = fc.constantFrom(...parties);
const paidLine = fc.record({ line, paid: amount, contractual: amount, patient: amount });

/** What happens to a claim after its first charge; ids are given later. */
const happening = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('charge'), lines: fc.dictionary(line, amount) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pay'),
      coverage: fc.integer({ min: 1, max: 3 }),
      lines: fc.array(paidLine, { maxLength: 3 }),
      lump: fc.constantFrom(0, 0, 700),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse'), of: fc.integer({ min: 1, max: 8 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('patient-pays'),
      amount: fc.integer({ min: 1, max: 9_000 }),
      isEarly: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write-off'), party, amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move'), from: party, to: party }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('place', 'recall') }) },
);

const first = { kind: 'charge', id: 1, lines: { 1: 10_000, 2: 5_000, 3: 2_500 } } as const;

/** Numbers what happens, and repeats some of it. */
function numbered(list: readonly object[], repeats: readonly number[]): readonly Happening[] {
  const once = list.map((one, index) => ({ ...one, id: index + 2 })) as Happening[];
  const again = repeats.flatMap((at) => once[at] ?? []);
  return [first, ...once, ...again];
}

function expectLaws(books: Books): void {
  const { balances } = books;
  law(isSame(balances, balancesAfter(books.entries)), 'the balances are the sums of the entries');
  for (const one of new Set(balances.map((balance) => balance.line))) {
    const ofLine = balances.filter((balance) => balance.line === one);
    law(ofLine.reduce((sum, { amountCents }) => sum + amountCents, 0) === 0, `line ${one} conserves`);
  }
  const { chargedCents, ...rest } = claimTotals(balances);
  law(Object.values(rest).reduce<number>((sum, value) => sum + value, 0) === chargedCents, 'the totals add up');
  for (const one of parties) law(openOf(balances, one) >= 0, `${one} owes no less than nothing`);
  const last = books.entries.at(-1);
  law(!last || creditEntry(last, balances) === undefined, 'credits are settled');
  const lines = statementLines(intake, balances);
  assertAddsUp(lines, claimTotals(balances));
  const debtor = whoOwes({ balances, exceptions: 0, smallBalanceCents: cents(500) });
  const hasCredit = totalIn(balances, (account) => account.startsWith('credits:') || account === 'deposits') < 0;
  law(!hasCredit || (debtor.kind !== 'patient' && debtor.kind !== 'agency'), 'nobody is billed beside a credit');
}

function isSame(one: readonly Balance[], other: readonly Balance[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Like `expect`, which is too slow for so many runs. */
function law(holds: boolean, name: string): void {
  if (!holds) throw new Error(`broken: ${name}`);
}

test('every line conserves, every party has a debt or a credit, and no bill goes out beside a credit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(happening, { maxLength: 8 }),
      fc.array(fc.nat(7), { maxLength: 3 }),
      (insurance, list, repeats) => {
        const books = new Books(insurance);
        for (const one of numbered(list, repeats)) books.apply(one);
        expectLaws(books);
      },
    ),
    { numRuns: runs },
  );
});

const arriving = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pay'),
      coverage: fc.integer({ min: 1, max: 3 }),
      lines: fc.array(paidLine, { maxLength: 3 }),
      lump: fc.constantFrom(0, 700),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('patient-pays'),
      amount: fc.integer({ min: 1, max: 9_000 }),
      isEarly: fc.boolean(),
    }),
  },
);

test('payments and reversals end in the same books in any order, with or without repeats', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.array(arriving, { maxLength: 6 }).chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(
            list.map((_, at) => at),
            { minLength: list.length },
          ),
          fc.subarray(list.map((_, at) => at)),
        ),
      ),
      (insurance, [list, order, reversed]) => {
        const once = numbered(list, []);
        const back = reversed.flatMap((at): Happening[] => {
          const of = once[at + 1];
          return of?.kind === 'pay' ? [{ kind: 'reverse', id: 100 + at, of: of.id }] : [];
        });
        const [forward, other] = [new Books(insurance), new Books(insurance)];
        for (const one of [...once, ...back]) forward.apply(one);
        const shuffled = [first, ...order.flatMap((at) => once[at + 1] ?? [])];
        for (const one of [...shuffled, ...shuffled, ...back.toReversed(), ...back]) other.apply(one);
        expect(resultOf(other)).toEqual(resultOf(forward));
        expectLaws(other);
      },
    ),
    { numRuns: runs },
  );
});
