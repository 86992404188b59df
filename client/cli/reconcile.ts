import type { Command } from 'commander';
import type { Difference, Reconciliation } from '../index.ts';
import { addExamples } from './arguments.ts';
import { type CommonOptions, output } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

type Options = CommonOptions & { readonly repair?: true };

/** `reconcile`: compares what PostgreSQL, Temporal and the partners know. */
export function addReconcile(program: Command): void {
  const command = program
    .command('reconcile')
    .description('compare PostgreSQL with Temporal and the mailboxes; exit code 1 if a difference is left')
    .option(
      '--repair',
      'start claims that no workflow works on where they stood, store what is missing, and deliver what waits',
    )
    .action((_: object, inner: Command) => reconcile(inner.optsWithGlobals()));
  addExamples(command, 'reconcile', 'reconcile --repair --json');
}

async function reconcile(options: Options): Promise<void> {
  const input = { isRepairing: options.repair === true, withMailboxes: true };
  const result = await withClaimloop(options.data, (claimloop) => claimloop.reconcile(input));
  output(options, result, () => textOf(result));
  const left = result.differences.filter(({ isRepaired }) => !isRepaired).length;
  if (left > 0) throw finding(`${left === 1 ? '1 difference is' : `${left} differences are`} left.`);
}

function textOf({ claims, workflows, differences }: Reconciliation): string {
  const compared = `${claims} claims in PostgreSQL, ${workflows} workflows running.`;
  return [...differences.map(line), differences.length === 0 ? `No difference. ${compared}` : compared].join('\n');
}

function line({ kind, found, isRepaired }: Difference): string {
  return `${kind}  ${found}${isRepaired ? ' Repaired.' : ''}`;
}
