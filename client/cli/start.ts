import type { Command } from 'commander';
import type { Claimloop, Started } from '../index.ts';
import type { Difference } from '../../domain/edi/not-carried.ts';
import { filesToIntakes, type IntakeRead } from '../read-files.ts';
import { addExamples } from './arguments.ts';
import { readInput } from './input-file.ts';
import { type CommonOptions, output } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** `start FILE...`: one claim for each JSON file, and one for each claim in an 837P. */
export function addStart(program: Command): void {
  const command = program
    .command('start')
    .argument('<files...>', 'patient files (JSON), or claims as X12 837P')
    .description('start claims; a file that was started before is not started again')
    .option('--accept-losses', 'start a claim although it does not carry everything in its 837P')
    .action((files: string[], _: object, inner: Command) => start(files, inner.optsWithGlobals()));
  addExamples(command, 'start docs/example-intake.json', 'start claims.837 --json');
}

interface Options extends CommonOptions {
  readonly acceptLosses?: boolean;
}

interface Result {
  readonly file: string;
  /** Position of the claim's CLM segment in its 837P. */
  readonly segment?: number | undefined;
  readonly started: Started;
  /** Places of its 837P that the claim does not carry as they are. */
  readonly notCarried: readonly Difference[];
}

async function start(files: readonly string[], options: Options): Promise<void> {
  const contents = await Promise.all(files.map(async (file) => ({ file, bytes: await readInput(file) })));
  const results = await withClaimloop(options.data, (claimloop) => startAll(claimloop, contents, options));
  output(
    options,
    results.map(({ file, segment, started, notCarried }) => ({
      file,
      ...(segment !== undefined && { segment }),
      ...started,
      ...(notCarried.length > 0 && { notCarried }),
    })),
    () => results.map(sentence).join('\n'),
  );
  const empty = contents.filter(({ file }) => !results.some((result) => result.file === file));
  if (empty.length > 0) throw badUsage(`${empty.map(({ file }) => file).join(', ')}: no claim in the file.`);
  const failed = results.filter(({ started }) => started.kind === 'problems' || started.kind === 'conflict');
  if (failed.length > 0) throw finding(`${failed.length} of ${results.length} claims not started.`);
}

async function startAll(
  claimloop: Claimloop,
  contents: readonly { file: string; bytes: Buffer }[],
  options: Options,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const { file, bytes } of contents) {
    const read = filesToIntakes(bytes);
    if (read.kind === 'unreadable') results.push(unreadable(file, read.found));
    else for (const one of read.intakes) results.push(await startOne(claimloop, file, one, options));
  }
  return results;
}

async function startOne(claimloop: Claimloop, file: string, read: IntakeRead, options: Options): Promise<Result> {
  const { segment } = read;
  if (read.kind === 'unreadable') return { ...unreadable(file, read.found), segment };
  const { intake, notCarried } = read;
  if (notCarried.length === 0 || options.acceptLosses)
    return { file, segment, started: await claimloop.startClaim(intake), notCarried };
  const allowed = 'what a patient file carries; --accept-losses starts the claim as it would be';
  const problems = notCarried.map(({ path, what }) => ({ path, found: what, allowed }));
  return { file, segment, started: { kind: 'problems', problems }, notCarried };
}

function unreadable(file: string, found: string): Result {
  const problems = [{ path: file, found, allowed: 'a patient file (JSON) or an 837P' }];
  return { file, started: { kind: 'problems', problems }, notCarried: [] };
}

function lossLine({ path, what }: Difference): string {
  return `  ${path}: ${what}`;
}

function sentence({ file: name, segment, started, notCarried }: Result): string {
  const file = segment === undefined ? name : `${name}, claim at segment ${segment}`;
  switch (started.kind) {
    case 'started':
      return [`${started.claimId}  started from ${file}`, ...notCarried.map(lossLine)].join('\n');
    case 'already-there':
      return `${started.claimId}  already exists, with the same content`;
    case 'conflict':
      return `${file}: conflict: ${started.reason}`;
    case 'problems':
      return [
        `${file}: not started, ${started.problems.length === 1 ? '1 problem' : `${started.problems.length} problems`}:`,
        ...started.problems.map(({ path, found, allowed }) => `  ${path}: found ${found}; allowed: ${allowed}`),
      ].join('\n');
  }
}
