import { type Command, Option } from 'commander';
import type { WorkItemRow, Worklist } from '../../activities/worklist-contract.ts';
import { owners } from '../../domain/claim/status.ts';
import { workItemKinds } from '../../domain/claim/work-item-kinds.ts';
import { addExamples, filterText, mostDays, wholeNumber } from './arguments.ts';
import { addReason, decided, type ReasonOptions } from './files.ts';
import { refuseUnknownPayer } from './payer-filter.ts';
import { type CommonOptions, output } from './print.ts';
import { withClaimloop } from './session.ts';

interface WorklistOptions extends CommonOptions {
  readonly kind?: string;
  readonly owner?: string;
  readonly payer?: string;
  readonly olderThan?: number;
}

/** `worklist` and `worklist close`: the questions that people have to answer. */
export function addWorklist(program: Command): void {
  const command = program
    .command('worklist')
    .description('list the questions that people have to answer, most urgent first')
    .addOption(new Option('--kind <kind>', 'only questions of this kind').choices([...workItemKinds]))
    .addOption(new Option('--owner <owner>', 'only questions of this owner').choices([...owners]))
    .option('--payer <id>', 'only questions about claims of this payer', filterText)
    .option('--older-than <days>', 'only questions that are open for at least that many days', wholeNumber(0, mostDays))
    // Common options are added to commands without subcommands only.
    .option('--data <dir>', 'data folder of the installation', '.claimloop')
    .option('--json', 'print JSON')
    .action((_: object, inner: Command) => worklist(inner.optsWithGlobals()));
  addExamples(command, 'worklist', 'worklist --kind file --older-than 3');
  const close = addReason(command.command('close').argument('<item-id>', 'number of the item, or of its file'))
    .description('close a question about a file, a remittance, an unknown claim or a partner; claims that wait go on')
    .action((id: string, _: object, inner: Command) => {
      const { by, reason, ...options } = inner.optsWithGlobals<ReasonOptions>();
      return decided(options, `${id}: closed.`, (claimloop) => claimloop.closeItem(id, { by, reason }));
    });
  addExamples(close, 'worklist close 7 --reason "payment of another practice, returned" --by ann');
}

async function worklist(options: WorklistOptions): Promise<void> {
  const { kind, owner, payer: payerId, olderThan: olderThanDays } = options;
  const list = await withClaimloop(options.data, async (claimloop) => {
    const list = await claimloop.worklist({ kind, owner, payerId, olderThanDays });
    await refuseUnknownPayer(claimloop, payerId, list.items);
    return list;
  });
  output(options, list, () => listText(list));
}

function listText({ total, items }: Worklist): string {
  if (items.length === 0) return 'There are no open questions.';
  const more =
    `${items.length} of ${total} open questions are shown, the most urgent first. ` +
    'Select others with --kind, --owner, --payer and --older-than.';
  return [...items.map(itemText), ...(total > items.length ? [more] : [])].join('\n');
}

function itemText({ id, claimId, kind, owner, dueOn, escalated, found, canDo }: WorkItemRow): string {
  const title = claimId === null ? id : `${claimId} (${id})`;
  return `${title}  ${kind}, ${owner}, due ${dueOn}${escalated ? ', escalated' : ''}\n  ${found}\n  ${canDo}`;
}
