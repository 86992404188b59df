import { writeCsv } from '../../domain/csv.ts';
import { claimTotals } from '../../domain/ledger/claim-totals.ts';
import type { LedgerAnswer, TrialBalance } from '../index.ts';
import { money, table } from './print.ts';

/** A report as a table: for people with amounts in dollars, as CSV in cents. */
export interface LedgerTable {
  /** Headings; ">" in front means an amount, which is right-aligned. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Below the table, for people. */
  readonly after: string;
}

/** A table for people. Numbers are cents. */
export function textOfTable({ heads, rows, after }: LedgerTable): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? money(cell) : cell)));
  return `${table(heads, cells)}\n${after}`;
}

/** A table as CSV without formulas; amounts are cents. */
export function csvOfTable({ heads, rows }: LedgerTable): string {
  return writeCsv([heads.map((head) => head.replace(/^>/, '')), ...rows.map((row) => row.map(String))]);
}

/** Debits and credits of every account. */
export function trialBalanceTable({ accounts, entries, balanced }: TrialBalance): LedgerTable {
  const total = (side: 'debitCents' | 'creditCents'): number => accounts.reduce((sum, row) => sum + row[side], 0);
  return {
    heads: ['account', '>debit', '>credit'],
    rows: [
      ...accounts.map((row) => [row.account, row.debitCents, row.creditCents]),
      ['total', total('debitCents'), total('creditCents')],
    ],
    after: `${entries} entries; the books ${balanced ? 'balance' : 'DO NOT BALANCE'}.`,
  };
}

/** The transfers of an account. */
export function accountTable({ account, balanceCents, total, rows }: LedgerAnswer<'ledger-account'>): LedgerTable {
  return {
    heads: ['posted', 'effective', 'claim', 'line', '>amount', 'other account', 'kind', 'by', 'from'],
    rows: rows.map((row) => [
      ...[row.postedOn, row.effectiveOn, row.claimId ?? '', row.line, row.amountCents, row.other, row.kind],
      ...[row.by ?? '', row.origin],
    ]),
    after: `${account}: ${money(balanceCents)} in ${total} transfers; ${rows.length} are listed.`,
  };
}

type ListedEntry = LedgerAnswer<'ledger-entries'>['entries'][number];

/** The transfers of entries. */
export function entriesTable({ entries, total }: LedgerAnswer<'ledger-entries'>): LedgerTable {
  return { ...transfersOf(entries), after: `${total} entries; ${entries.length} are listed.` };
}

/** The entries of a claim; for people also its money by line and party. */
export function claimTable({ balances, entries }: LedgerAnswer<'ledger-claim'>): LedgerTable {
  return { ...transfersOf(entries), after: `\n${moneyText(balances)}` };
}

function transfersOf(entries: readonly ListedEntry[]): Pick<LedgerTable, 'heads' | 'rows'> {
  return {
    heads: ['posted', 'effective', 'claim', 'line', '>amount', 'debit', 'credit', 'kind', 'by', 'from'],
    rows: entries.flatMap((entry) =>
      entry.transfers.map(({ line, amountCents, debit, credit }) => [
        ...[entry.postedOn, entry.effectiveOn, entry.claimId ?? '', line, amountCents, debit, credit, entry.kind],
        ...[entry.by ?? '', entry.origin],
      ]),
    ),
  };
}

const columns = {
  chargedCents: 'charged',
  insurancePaidCents: 'insurance paid',
  adjustedCents: 'adjusted',
  patientPaidCents: 'patient paid',
  writtenOffCents: 'written off',
  insuranceOwesCents: 'insurance owes',
  placedCents: 'agency',
  patientOwesCents: 'patient owes',
} as const;
const columnNames = Object.keys(columns) as (keyof typeof columns)[];

/** The money of a claim by line and party; each column adds up to its total. */
export function moneyText(balances: LedgerAnswer<'ledger-claim'>['balances']): string {
  const named = new Set(balances.map(({ line }) => line).filter((line) => line !== ''));
  const lines = [...named, ...(balances.some(({ line }) => line === '') ? [''] : [])];
  const row = (of: typeof balances): readonly string[] => {
    const totals = claimTotals(of);
    return columnNames.map((column) => money(totals[column]));
  };
  return table(
    ['line', ...columnNames.map((column) => `>${columns[column]}`)],
    [
      ...lines.map((line) => [line || 'claim', ...row(balances.filter((balance) => balance.line === line))]),
      ['total', ...row(balances)],
    ],
  );
}
