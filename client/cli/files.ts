import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import type { DecisionResult, FileDetail, FileState } from '../../activities/worklist-contract.ts';
import type { Claimloop } from '../index.ts';
import { addExamples } from './arguments.ts';
import { type CommonOptions, output, table } from './print.ts';
import { finding } from './problem.ts';
import { withClaimloop } from './session.ts';

const states: readonly FileState[] = ['received', 'read', 'partly-read', 'quarantined', 'dismissed'];
const fileIdHelp = 'number of the file, as `file list` and `worklist` print it';

/** `file list`, `file show`, `file retry`, `file dismiss`: files that came in from partners. */
export function addFiles(program: Command): void {
  const file = program.command('file').description('files that came in from trading partners');
  const list = file
    .command('list')
    .description('list files, newest first')
    .addOption(new Option('--state <state>', 'only files in this state').choices(states))
    .action((_: object, inner: Command) => listFiles(inner.optsWithGlobals()));
  addExamples(list, 'file list --state quarantined');
  const show = file
    .command('show')
    .argument('<file-id>', fileIdHelp)
    .description('show a file: where it came from, its transaction sets, and why one is not posted')
    .action((id: string, _: object, inner: Command) => showFile(id, inner.optsWithGlobals()));
  addExamples(show, 'file show 12');
  const retry = file
    .command('retry')
    .argument('<file-id>', fileIdHelp)
    .description('read what is not posted of a file again, at the next visit to its partner')
    .option('--by <who>', 'who decides it', userInfo().username)
    .action((id: string, _: object, inner: Command) => {
      const { by, ...options } = inner.optsWithGlobals<CommonOptions & { by: string }>();
      return decided(options, `${id}: it is read again.`, (claimloop) => claimloop.retryFile(id, { by }));
    });
  addExamples(retry, 'file retry 12');
  const dismiss = addReason(file.command('dismiss').argument('<file-id>', fileIdHelp))
    .description('take a file off the worklist without posting what is left of it')
    .action((id: string, _: object, inner: Command) => {
      const { by, reason, ...options } = inner.optsWithGlobals<ReasonOptions>();
      return decided(options, `${id}: dismissed.`, (claimloop) => claimloop.dismissFile(id, { by, reason }));
    });
  addExamples(dismiss, 'file dismiss 12 --reason "sent again as file 13" --by ann');
}

/** Who decides something, and why. */
export type ReasonOptions = CommonOptions & { readonly by: string; readonly reason: string };

/** Adds `--reason` and `--by`, which a decision needs. */
export function addReason(command: Command): Command {
  return command.requiredOption('--reason <text>', 'why').requiredOption('--by <who>', 'who decides it');
}

/** Sends a decision, and prints `sentence` when it was taken. */
export async function decided(
  options: CommonOptions,
  sentence: string,
  decide: (claimloop: Claimloop) => Promise<DecisionResult>,
): Promise<void> {
  const result = await withClaimloop(options.data, decide);
  if (result.outcome === 'refused') throw finding(`Refused: ${result.reason}.`);
  output(options, result, () => sentence);
}

async function listFiles(options: CommonOptions & { readonly state?: FileState }): Promise<void> {
  const files = await withClaimloop(options.data, (claimloop) => claimloop.files(options.state));
  output(options, files, () =>
    files.length === 0
      ? 'There are no such files.'
      : table(
          ['file', 'state', 'received', 'partner', '>bytes', 'name'],
          files.map(({ id, state, receivedAt, partnerId, sizeBytes, name }) => [
            id,
            state,
            receivedAt,
            partnerId,
            String(sizeBytes),
            name,
          ]),
        ),
  );
}

async function showFile(id: string, options: CommonOptions): Promise<void> {
  const file = await withClaimloop(options.data, (claimloop) => claimloop.file(id));
  if (!file) throw finding(`There is no file ${id}.`);
  output(options, file, () => fileText(file));
}

/** A file for people. */
function fileText(file: FileDetail): string {
  const parts = file.parts.map(({ interchange, group, index, set, senderId, state, reason }) => [
    `${interchange}.${group}.${index}`,
    set,
    senderId,
    state,
    reason ?? '',
  ]);
  return [
    `file ${file.id}  ${file.state}`,
    `Name      ${file.name}`,
    `From      ${file.partnerId}, ${file.receivedAt}, ${file.sizeBytes} bytes`,
    `SHA-256   ${file.sha256}`,
    ...(file.reason === null ? [] : [`Reason    ${file.reason}`]),
    ...(file.dismissedBy === null ? [] : [`Dismissed by ${file.dismissedBy}: ${file.dismissedBecause ?? ''}`]),
    ...(parts.length === 0 ? [] : [table(['place', 'set', 'sender', 'state', 'reason'], parts)]),
  ].join('\n');
}
