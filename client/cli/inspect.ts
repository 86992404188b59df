import { type Command, Option } from 'commander';
import { claimStatuses, owners } from '../../domain/claim/status.ts';
import type { ClaimRow, ClaimSearch, ListOptions } from '../index.ts';
import { addExamples, mostDays, wholeNumber } from './arguments.ts';
import { type CommonOptions, money, output, table } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';
import { show } from './show.ts';

const claimIdHelp = 'id of the claim, as `start` and `list` print it';

/** `show`, `list`, `timeline`, `ledger trial-balance`: commands that change nothing. */
export function addInspection(program: Command): void {
  for (const add of [addShow, addList, addTimeline, addLedger]) add(program);
}

function addShow(program: Command): void {
  const command = program
    .command('show')
    .argument('<claim-id>', claimIdHelp)
    .description('show the status of a claim, who acts next, and by when')
    .action((id: string, _: object, inner: Command) => show(id, inner.optsWithGlobals()));
  addExamples(command, 'show 75D1X8QB8D7W');
}

function addList(program: Command): void {
  const command = program
    .command('list')
    .description('list claims, newest first')
    .addOption(new Option('--status <status>', 'only claims in this status').choices(Object.keys(claimStatuses)))
    .addOption(new Option('--owner <owner>', 'only claims on which this party acts next').choices([...owners]))
    .option('--payer <id>', 'only claims of this payer id')
    .option('--patient <text>', 'only claims of patients whose name contains this text')
    .option('--external-id <id>', 'only the claim of this externalId')
    .option('--older-than-days <n>', 'only claims opened at least that many days ago', wholeNumber(0, mostDays))
    .option('--limit <n>', 'maximum number of rows', wholeNumber(1), 100)
    .action((_: object, inner: Command) => {
      const { payer: payerId, ...options } = inner.optsWithGlobals<Filters & { readonly payer?: string }>();
      return list({ ...options, ...(payerId === undefined ? {} : { payerId }) });
    });
  addExamples(command, 'list --status NEEDS_CORRECTION --limit 20');
}

function addTimeline(program: Command): void {
  const command = program
    .command('timeline')
    .argument('<claim-id>', claimIdHelp)
    .description('show everything that happened to a claim')
    .action((id: string, _: object, inner: Command) => timeline(id, inner.optsWithGlobals()));
  addExamples(command, 'timeline 75D1X8QB8D7W');
}

function addLedger(program: Command): void {
  const ledger = program.command('ledger').description('reports on the double-entry journal');
  const command = ledger
    .command('trial-balance')
    .description('show debits and credits of every account; exit code 1 if they do not balance')
    .action((_: object, inner: Command) => trialBalance(inner.optsWithGlobals()));
  addExamples(command, 'ledger trial-balance');
}

type Filters = CommonOptions &
  ListOptions &
  Pick<ClaimSearch, 'patient' | 'externalId' | 'olderThanDays'> & { readonly limit: number };

/** Rows read from visibility while a search by patient, externalId or age narrows them. */
const mostRowsRead = 10_000;

async function list({ data, json, ...filters }: Filters): Promise<void> {
  const { patient, externalId, olderThanDays, payerId, limit } = filters;
  const isSearch = patient !== undefined || externalId !== undefined || olderThanDays !== undefined;
  const rows = await withClaimloop(data, async (claimloop) => {
    const found = isSearch
      ? await claimloop.find({ ...defined({ patient, externalId, payerId, olderThanDays }), limit: mostRowsRead })
      : undefined;
    const all = await claimloop.list({ ...filters, limit: isSearch ? mostRowsRead : limit });
    if (!found) return all.map((row) => ({ ...row, patient: undefined }));
    const patients = new Map(found.map((claim) => [claim.claimId, claim.patient]));
    return all.flatMap((row) => (patients.has(row.claimId) ? { ...row, patient: patients.get(row.claimId) } : []));
  });
  output({ json }, rows.slice(0, limit), () => listText(rows.slice(0, limit)));
}

function listText(rows: readonly (ClaimRow & { readonly patient: string | undefined })[]): string {
  return table(
    ['claim', 'status', 'next', 'due', 'payer', '>open', 'patient'],
    rows.map((row) => [
      ...[row.claimId, row.status, row.owner, row.nextActionAt ?? '', row.payerId],
      ...[money(row.balanceCents), row.patient ?? ''],
    ]),
  );
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function timeline(id: string, options: CommonOptions): Promise<void> {
  const entries = await withClaimloop(options.data, (claimloop) => claimloop.timeline(id));
  output(options, entries, () =>
    table(
      ['day', 'status', 'event'],
      entries.map(({ on, status, what }) => [on, status, what]),
    ),
  );
}

async function trialBalance(options: CommonOptions): Promise<void> {
  const report = await withClaimloop(options.data, (claimloop) => claimloop.trialBalance());
  output(options, report, () => trialBalanceText(report));
  if (!report.balanced) throw finding('The books do not balance.');
}

/** A trial balance for people. */
export function trialBalanceText({
  accounts,
  entries,
  balanced,
}: {
  readonly accounts: readonly { account: string; debitCents: number; creditCents: number }[];
  readonly entries: number;
  readonly balanced: boolean;
}): string {
  const total = (side: 'debitCents' | 'creditCents'): number => accounts.reduce((sum, row) => sum + row[side], 0);
  return `${table(
    ['account', '>debit', '>credit'],
    [
      ...accounts.map((row) => [row.account, money(row.debitCents), money(row.creditCents)]),
      ['total', money(total('debitCents')), money(total('creditCents'))],
    ],
  )}\n${entries} entries; the books ${balanced ? 'balance' : 'DO NOT BALANCE'}.`;
}
