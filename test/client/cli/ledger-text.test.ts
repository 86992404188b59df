import { expect, test } from '@jest/globals';
import {
  accountTable,
  csvOfTable,
  moneyText,
  textOfTable,
  trialBalanceTable,
} from '../../../client/cli/ledger-text.ts';
import { isoDate } from '../../../domain/dates.ts';
import { balances } from '../../domain/ledger/books.ts';

test('a trial balance shows dollars to people and cents in CSV, and adds up', () => {
  const accounts = [
    { account: 'revenue', debitCents: 0, creditCents: 20_000 },
    { account: 'receivable:patient', debitCents: 20_000, creditCents: 0 },
  ];
  const shown = trialBalanceTable({ accounts, entries: 3, balanced: true });
  expect(textOfTable(shown)).toMatch(/total +\$200\.00 +\$200\.00\n3 entries; the books balance\.$/);
  expect(csvOfTable(shown).split('\r\n')).toEqual([
    ...['account,debit,credit', 'revenue,0,20000', 'receivable:patient,20000,0', 'total,20000,20000', ''],
  ]);
});

test('a name that a spreadsheet would take for a formula is text in CSV', () => {
  const day = isoDate('2026-03-02');
  const row = {
    ...{ key: 'k', kind: 'write-off', claimId: 'C1', line: '', postedOn: day, effectiveOn: day, other: 'bank' },
    ...{ by: '=HYPERLINK("x")', origin: 'version 1', amountCents: -500 },
  };
  const csv = csvOfTable(accountTable({ account: 'refunds', balanceCents: -500, total: 1, rows: [row] }));
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  expect(csv).toContain(',-500,');
});

test('the money of a claim has a row for each line, and each column adds up to its total', () => {
  const books = balances({
    claim: { 'payer-clearing': -1_500, patient: 1_500 },
    1: { revenue: -20_000, 'payer-clearing': 18_000, 'contractual-adjustments': 2_000 },
  });
  const rows = moneyText(books)
    .split('\n')
    .slice(1)
    .map((row) => row.split(/ {2,}/).slice(0, 4));
  expect(rows).toEqual([
    ['1', '$200.00', '$180.00', '$20.00'],
    ['claim', '$0.00', '-$15.00', '$0.00'],
    ['total', '$200.00', '$165.00', '$20.00'],
  ]);
});
