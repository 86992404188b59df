import { type Command, Option } from 'commander';
import { claimStatuses, type ClaimStatus } from '../../domain/claim/status.ts';
import { addExamples, wholeNumber } from './arguments.ts';
import { type CommonOptions, money, output, table } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

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
    .option('--limit <n>', 'maximum number of rows', wholeNumber(1), 100)
    .action((_: object, inner: Command) => list(inner.optsWithGlobals()));
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

async function show(id: string, options: CommonOptions): Promise<void> {
  await withClaimloop(options.data, async (claimloop) => {
    const [view, inbox] = [await claimloop.status(id), await claimloop.inbox(id)];
    const { status, owner, next, dueOn, balanceCents, submissions, version, holds, statuses } = view;
    output(options, { ...view, inbox }, () =>
      [
        `${id}  ${status}: ${claimStatuses[status]}`,
        `Next      ${owner}${dueOn ? `, by ${dueOn}` : ''}: ${next || 'nothing'}`,
        `Open      ${money(balanceCents)}`,
        `Sent      ${submissions === 1 ? 'once' : `${submissions} times`}; patient file version ${version}`,
        ...(holds.length > 0 ? [`Held      ${holds.join(', ')}`] : []),
        `History   ${statuses.join(' > ')}`,
        ...inbox
          .filter(({ receipt }) => receipt.outcome === 'refused')
          .slice(-3)
          .map(({ input, receipt }) => `Refused   ${input}: ${'reason' in receipt ? receipt.reason : ''}`),
      ].join('\n'),
    );
  });
}

async function list(options: CommonOptions & { readonly status?: ClaimStatus; readonly limit: number }): Promise<void> {
  const { limit, status } = options;
  const rows = await withClaimloop(options.data, (claimloop) =>
    claimloop.list({ limit, ...(status ? { status } : {}) }),
  );
  output(options, rows, () =>
    table(
      ['claim', 'status', 'next', 'due', 'payer', '>open'],
      rows.map((row) => [
        row.claimId,
        row.status,
        row.owner,
        row.nextActionAt ?? '',
        row.payerId,
        money(row.balanceCents),
      ]),
    ),
  );
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
