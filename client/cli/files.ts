import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import type {
  DecisionResult,
  FileChoice,
  FileDetail,
  FileFilter,
  FileList,
  FileState,
} from '../../activities/worklist-contract.ts';
import type { Claimloop } from '../index.ts';
import { addExamples, filterText } from './arguments.ts';
import { type CommonOptions, output, table } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

const states: readonly FileState[] = ['received', 'read', 'partly-read', 'quarantined', 'dismissed'];
const alikeHelp = 'also all other files of the same partner, state, day and reason';
const fileIdHelp = 'number of the file, as `file list` and `worklist` print it';

/** `file list`, `file show`, `file retry`, `file dismiss`: files that came in from partners. */
export function addFiles(program: Command): void {
  const file = program.command('file').description('files that came in from trading partners');
  const list = file
    .command('list')
    .description('list files, newest first')
    .addOption(new Option('--state <state>', 'only files in this state').choices(states))
    .option('--alike <file-id>', 'only files of the same partner, state, day and reason as this one', filterText)
    .action((_: object, inner: Command) => listFiles(inner.optsWithGlobals()));
  addExamples(list, 'file list --state quarantined', 'file list --alike 12');
  const show = file
    .command('show')
    .argument('<file-id>', fileIdHelp)
    .description('show a file: where it came from, its transaction sets, and why one is not posted')
    .option('--content', 'print the bytes of the file instead, which may hold patient data (PHI)')
    .action((id: string, _: object, inner: Command) => {
      const { content = false, ...options } = inner.optsWithGlobals<CommonOptions & { content?: boolean }>();
      return content ? printContent(id, options) : showFile(id, options);
    });
  addExamples(show, 'file show 12', 'file show 12 --content > 12.835');
  const retry = file
    .command('retry')
    .argument('<file-id>', fileIdHelp)
    .description('read what is not posted of a file again, at the next visit to its partner')
    .option('--alike', alikeHelp)
    .option('--by <who>', 'who decides it', userInfo().username)
    .action((fileId: string, _: object, inner: Command) => {
      const { by, alike, ...options } = inner.optsWithGlobals<CommonOptions & { by: string; alike?: boolean }>();
      const choice: FileChoice = { fileId, alike };
      return decided(
        options,
        filesSentence(choice, 'will be read again at the next visit to the partner'),
        (claimloop) => claimloop.retryFile(choice, { by }),
      );
    });
  addExamples(retry, 'file retry 12');
  const dismiss = addReason(file.command('dismiss').argument('<file-id>', fileIdHelp))
    .description('take a file off the worklist without posting what is left of it')
    .option('--alike', alikeHelp)
    .action((fileId: string, _: object, inner: Command) => {
      const { by, reason, alike, ...options } = inner.optsWithGlobals<ReasonOptions & { alike?: boolean }>();
      const choice: FileChoice = { fileId, alike };
      return decided(options, filesSentence(choice, 'dismissed'), (claimloop) =>
        claimloop.dismissFile(choice, { by, reason }),
      );
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
  sentence: string | ((result: DecisionResult) => string),
  decide: (claimloop: Claimloop) => Promise<DecisionResult>,
): Promise<void> {
  const result = await withClaimloop(options.data, decide);
  if (result.outcome === 'refused') throw finding(`Refused: ${result.reason}.`);
  output(options, result, () => (typeof sentence === 'string' ? sentence : sentence(result)));
}

function filesSentence({ fileId, alike = false }: FileChoice, what: string) {
  return (result: DecisionResult): string => {
    const others = result.outcome === 'done' ? (result.files ?? 1) - 1 : 0;
    return alike && others > 0 ? `${fileId} and ${others} files like it: ${what}.` : `${fileId}: ${what}.`;
  };
}

async function listFiles({ state, alike, ...options }: CommonOptions & FileFilter): Promise<void> {
  const list = await withClaimloop(options.data, (claimloop) => claimloop.files({ state, alike }));
  output(options, list, () => listText(list));
}

function listText({ total, files }: FileList): string {
  if (files.length === 0) return 'There are no such files.';
  return [
    table(
      ['file', 'state', 'received', 'partner', '>bytes', 'name'],
      files.map((file) => [file.id, file.state, file.receivedAt, file.partnerId, String(file.sizeBytes), file.name]),
    ),
    ...(total > files.length ? [`${files.length} of ${total} files are shown, the newest first.`] : []),
  ].join('\n');
}

/** Prints the bytes of a file after a warning on standard error. */
async function printContent(id: string, options: CommonOptions): Promise<void> {
  if (options.json) throw badUsage('--content prints the bytes of the file as they are: leave out --json.');
  await withClaimloop(options.data, async (claimloop) => {
    for (let offset = 0; ;) {
      const chunk = await claimloop.fileContent(id, offset);
      if (!chunk) throw finding(`There is no file ${id}.`);
      if (offset === 0)
        process.stderr.write(`File ${id} may hold patient data (PHI). Its ${chunk.sizeBytes} bytes follow.\n`);
      const bytes = Buffer.from(chunk.base64, 'base64');
      // A terminal would obey the control characters of a hostile file.
      process.stdout.write(process.stdout.isTTY ? shown(bytes) : bytes);
      offset += bytes.byteLength;
      if (bytes.byteLength === 0 || offset >= chunk.sizeBytes) return;
    }
  });
}

/** Bytes as text, with `?` for control characters other than line ends and tabs. */
function shown(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[^\P{C}\t\n\r]/gu, '?');
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
    ...(file.totalParts > parts.length ? [`${parts.length} of ${file.totalParts} parts are shown.`] : []),
  ].join('\n');
}
