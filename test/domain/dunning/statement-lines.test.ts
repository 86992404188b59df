import { describe, expect, test } from '@jest/globals';
import { assertAddsUp, statementLines } from '../../../domain/dunning/statement-lines.ts';
import { claimTotals } from '../../../domain/ledger/claim-totals.ts';
import { aLine, anIntake } from '../builders.ts';
import { balances } from '../ledger/books.ts';

const twoLines = anIntake((json) => (json.claim.serviceLines = [aLine(), aLine({ lineId: '2', modifiers: ['76'] })]));

test('a row shows what the books say of its line', () => {
  const books = balances({
    1: { revenue: -500, 'payer-clearing': 300, 'contractual-adjustments': 40, 'patient-cash': 60, patient: 100 },
    2: { revenue: -20, 'coverage-1': 20 },
  });
  expect(statementLines(twoLines, books)).toEqual([
    {
      ...{ serviceDate: '2026-03-02', procedureCode: 'G0463', modifiers: [] },
      ...{ chargedCents: 500, insurancePaidCents: 300, adjustedCents: 40, youOweCents: 160 },
    },
    {
      ...{ serviceDate: '2026-03-02', procedureCode: 'G0463', modifiers: ['76'] },
      ...{ chargedCents: 20, insurancePaidCents: 0, adjustedCents: 0, youOweCents: 0 },
    },
  ]);
});

describe('the row of the whole claim', () => {
  const whole = (amounts: Parameters<typeof balances>[0][string], line = 'claim') =>
    statementLines(anIntake(), balances({ [line]: amounts })).slice(1);

  test('is there if any of its amounts is not zero', () => {
    expect(whole({ 'payer-clearing': 100, 'coverage-1': -100 })).toEqual([
      {
        ...{ serviceDate: '2026-03-02', procedureCode: 'Whole claim', modifiers: [] },
        ...{ chargedCents: 0, insurancePaidCents: 100, adjustedCents: 0, youOweCents: 0 },
      },
    ]);
    expect(whole({ capitation: 100 })).toMatchObject([{ adjustedCents: 100 }]);
    expect(whole({ patient: 100 })).toMatchObject([{ youOweCents: 100 }]);
    expect(whole({ revenue: -100 })).toMatchObject([{ chargedCents: 100 }]);
  });

  test('holds what belongs to a line that the patient file has no more', () => {
    expect(whole({ 'payer-clearing': 7 }, '9')).toMatchObject([{ insurancePaidCents: 7 }]);
  });

  test('is left out if all its amounts are zero', () => {
    expect(whole({})).toEqual([]);
    expect(whole({ 'coverage-1': 100 })).toEqual([]);
  });
});

test.each(['chargedCents', 'insurancePaidCents', 'adjustedCents', 'youOweCents'] as const)(
  'rows whose %s is one cent off the total are refused',
  (column) => {
    const books = balances({ 1: { revenue: -500, 'payer-clearing': 300, 'patient-cash': 60, patient: 140 } });
    const [row, ...rows] = statementLines(twoLines, books);
    const totals = claimTotals(books);
    expect(() => assertAddsUp([row!, ...rows], totals)).not.toThrow();
    expect(() => assertAddsUp([{ ...row!, [column]: row![column] + 1 }, ...rows], totals)).toThrow(column);
  },
);
