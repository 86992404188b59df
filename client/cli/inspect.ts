import { type Command, Option } from 'commander';
import { claimStatuses, owners } from '../../domain/claim/status.ts';
import type { Claimloop, ClaimRow, StandingFilter } from '../index.ts';
import { addExamples, calendarDay, claimHelp, filterText, mostDays, wholeNumber } from './arguments.ts';
import { refuseUnknownPayer } from './payer-filter.ts';
import { type CommonOptions, money, output, table } from './print.ts';
import { withClaimloop } from './session.ts';
import { show } from './show.ts';

/** `show`, `list`, `timeline`: commands that change nothing. */
export function addInspection(program: Command): void {
  for (const add of [addShow, addList, addTimeline]) add(program);
}

function addShow(program: Command): void {
  const command = program
    .command('show')
    .argument('<claim>', claimHelp)
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
    .option('--payer <id>', 'only claims of this payer id', filterText)
    .option('--denied', 'only claims that the payer denied, also while a person works on them')
    .option('--due-by <day>', 'only claims whose next action is due by that day, yyyy-mm-dd', calendarDay)
    .option('--patient <text>', 'only claims of patients whose name contains this text', filterText)
    .option('--external-id <id>', 'only the claim of this externalId', filterText)
    .option('--older-than-days <n>', 'only claims opened at least that many days ago', wholeNumber(0, mostDays))
    .option('--limit <n>', 'maximum number of rows', wholeNumber(1, 2_000), 100)
    .action((_: object, inner: Command) => {
      const {
        payer: payerId,
        denied: isDenied,
        ...options
      } = inner.optsWithGlobals<Filters & { readonly payer?: string; readonly denied?: true }>();
      return list({ ...options, ...defined({ payerId, isDenied }) });
    });
  addExamples(command, 'list --status NEEDS_CORRECTION --limit 20');
}

function addTimeline(program: Command): void {
  const command = program
    .command('timeline')
    .argument('<claim>', claimHelp)
    .description('show everything that happened to a claim')
    .action((id: string, _: object, inner: Command) => timeline(id, inner.optsWithGlobals()));
  addExamples(command, 'timeline 75D1X8QB8D7W');
}

type Filters = CommonOptions & StandingFilter & { readonly patient?: string };

/** Patients whose claims are listed at most. */
const mostPatients = 500;

async function list({ data, json, patient, ...filter }: Filters): Promise<void> {
  const rows = await withClaimloop(data, async (claimloop) => {
    const rows = patient === undefined ? await claimloop.list(filter) : await ofPatient(claimloop, patient, filter);
    await refuseUnknownPayer(claimloop, filter.payerId, rows);
    return rows;
  });
  output({ json }, rows, () => listText(rows));
}

type Row = ClaimRow & { readonly patient?: string };

async function ofPatient(claimloop: Claimloop, patient: string, filter: StandingFilter): Promise<readonly Row[]> {
  const found = await claimloop.find({ patient, limit: mostPatients });
  const patients = new Map(found.map((claim) => [claim.claimId, claim.patient]));
  const rows = await claimloop.list({ ...filter, claimIds: [...patients.keys()] });
  return rows.map((row) => ({ ...row, patient: patients.get(row.claimId) ?? '' }));
}

/** The patient is named only where the list was made by patient: a list by itself reads no patient file. */
function listText(rows: readonly Row[]): string {
  const isByPatient = rows.some(({ patient }) => patient !== undefined);
  return table(
    ['claim', 'status', 'next', 'due', 'payer', '>open', ...(isByPatient ? ['patient'] : [])],
    rows.map((row) => [
      ...[row.claimId, row.status, row.owner, row.dueOn ?? '', row.payerId],
      ...[money(row.balanceCents), ...(isByPatient ? [row.patient ?? ''] : [])],
    ]),
  );
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function timeline(reference: string, options: CommonOptions): Promise<void> {
  const entries = await withClaimloop(options.data, async (claimloop) => {
    const { claimId } = await claimloop.standing(reference);
    return claimloop.timeline(claimId);
  });
  output(options, entries, () =>
    table(
      ['day', 'status', 'event'],
      entries.map(({ on, status, what }) => [on, status, what]),
    ),
  );
}
