import type { Command } from 'commander';
import { claimStatuses, type ClaimStatus } from '../../domain/claim/status.ts';
import { type CommonOptions, money, output, table } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** `show`, `list`, `timeline`, `worklist`, `ledger trial-balance`: what people look at. */
export function addInspection(program: Command): void {
  program
    .command('show')
    .argument('<id>')
    .description('where a claim stands, who acts next, by when')
    .action((id: string, _: object, command: Command) => show(id, command.optsWithGlobals()));
  program
    .command('list')
    .description('claims, newest first')
    .option('--status <status>', 'only claims in this status')
    .option('--limit <n>', 'rows at most', '100')
    .action((_: object, command: Command) => list(command.optsWithGlobals()));
  program
    .command('timeline')
    .argument('<id>')
    .description('everything that happened to a claim')
    .action((id: string, _: object, command: Command) => timeline(id, command.optsWithGlobals()));
  program
    .command('worklist')
    .description('what people are asked, the most urgent first')
    .action((_: object, command: Command) => worklist(command.optsWithGlobals()));
  program
    .command('ledger')
    .description('the books')
    .command('trial-balance')
    .description('debits and credits of every account')
    .action((_: object, command: Command) => trialBalance(command.optsWithGlobals()));
}

async function show(id: string, options: CommonOptions): Promise<void> {
  await withClaimloop(options.data, async (claimloop) => {
    const [view, inbox] = [await claimloop.status(id), await claimloop.inbox(id)];
    const { status, owner, next, dueOn, balanceCents, submissions, version, holds, statuses } = view;
    output(options, { ...view, inbox }, () =>
      [
        `${id}  ${status}: ${claimStatuses[status]}`,
        `Next      ${next || 'nothing'}${dueOn ? ` by ${dueOn}` : ''} (${owner})`,
        `Open      ${money(balanceCents)}`,
        `Sent      ${submissions} time(s); patient file at version ${version}`,
        ...(holds.length > 0 ? [`Held      ${holds.join(', ')}`] : []),
        `So far    ${statuses.join(' > ')}`,
        ...inbox
          .filter(({ receipt }) => receipt.outcome === 'refused')
          .slice(-3)
          .map(({ input, receipt }) => `Refused   ${input}: ${'reason' in receipt ? receipt.reason : ''}`),
      ].join('\n'),
    );
  });
}

async function list(options: CommonOptions & { readonly status?: string; readonly limit: string }): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1) throw badUsage('--limit takes a whole number above zero.');
  const { status } = options;
  if (status !== undefined && !(status in claimStatuses))
    throw badUsage(`--status takes one of ${Object.keys(claimStatuses).join(', ')}.`);
  const rows = await withClaimloop(options.data, (claimloop) =>
    claimloop.list({ limit, ...(status ? { status: status as ClaimStatus } : {}) }),
  );
  output(options, rows, () =>
    table(
      ['claim', 'status', 'next', 'at', 'payer', '>open'],
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
      ['day', 'status', 'what'],
      entries.map(({ on, status, what }) => [on, status, what]),
    ),
  );
}

async function worklist(options: CommonOptions): Promise<void> {
  const items = await withClaimloop(options.data, (claimloop) => claimloop.worklist());
  output(options, items, () =>
    items.length === 0
      ? 'Nothing is asked of anyone.'
      : items
          .map(({ id, claimId, kind, owner, dueOn, escalated, found, canDo }) =>
            [
              `${claimId ?? id}  ${kind}, ${owner}, due ${dueOn}${escalated ? ', escalated' : ''}`,
              `  ${found}`,
              `  ${canDo}`,
            ].join('\n'),
          )
          .join('\n'),
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
