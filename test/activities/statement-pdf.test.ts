import { expect, test } from '@jest/globals';
import { renderStatement } from '../../activities/documents/statement-pdf.ts';
import { isoDate } from '../../domain/dates.ts';
import type { Statement } from '../../domain/dunning/statement.ts';
import { cents } from '../../domain/money.ts';

function aStatement(lineCount: number): Statement {
  const line = {
    serviceDate: isoDate('2026-03-02'),
    procedureCode: 'G0444',
    modifiers: ['25'],
    chargedCents: cents(26_300),
    insurancePaidCents: cents(16_000),
    adjustedCents: cents(5_260),
    youOweCents: cents(5_040),
  };
  return {
    statementNumber: 'V88121A7K2-1-1',
    accountNumber: 'V88121A7K2',
    issuedOn: isoDate('2026-04-02'),
    dueOn: isoDate('2026-05-02'),
    badge: 'Statement',
    from: { name: 'Elm Family Clinic', lines: ['1 Clinic Way'], phone: '(609) 555-0142' },
    to: { name: 'Testa Sample', lines: ['1 Elm St'] },
    patientName: 'Testa Sample',
    lines: Array.from({ length: lineCount }, () => line),
    totals: {
      chargedCents: cents(26_300),
      insurancePaidCents: cents(16_000),
      adjustedCents: cents(5_260),
      patientPaidCents: cents(0),
      otherCents: cents(0),
      amountDueCents: cents(5_040),
    },
    reasons: [],
    notices: [],
  };
}

async function pagesOf(lineCount: number): Promise<number> {
  const text = Buffer.from(await renderStatement(aStatement(lineCount))).toString('latin1');
  return text.match(/\/Type \/Page\b/g)?.length ?? 0;
}

test('a statement with one line has one page; a statement with 50 lines has two', async () => {
  expect([await pagesOf(1), await pagesOf(50)]).toEqual([1, 2]);
});

test('the same statement renders to the same bytes; a different one does not', async () => {
  const [one, same, other] = [aStatement(1), aStatement(1), aStatement(2)].map(renderStatement);
  expect(await same).toEqual(await one);
  expect(await other).not.toEqual(await one);
});
