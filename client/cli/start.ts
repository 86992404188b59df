import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Claimloop, Started } from '../index.ts';
import { filesToIntakes } from '../read-files.ts';
import { addExamples } from './arguments.ts';
import { type CommonOptions, output } from './print.ts';
import { badUsage, finding } from './problem.ts';
import { withClaimloop } from './session.ts';

/** `start FILE...`: one claim for each JSON file, and one for each claim in an 837P. */
export function addStart(program: Command): void {
  const command = program
    .command('start')
    .argument('<files...>', 'patient files (JSON), or claims as X12 837P')
    .description('start claims; a file that was started before is not started again')
    .action((files: string[], _: object, inner: Command) => start(files, inner.optsWithGlobals()));
  addExamples(command, 'start docs/example-intake.json', 'start claims.837 --json');
}

interface Result {
  readonly file: string;
  readonly started: Started;
}

async function start(files: readonly string[], options: CommonOptions): Promise<void> {
  const contents = await Promise.all(files.map(readOne));
  const results = await withClaimloop(options.data, (claimloop) => startAll(claimloop, contents));
  output(
    options,
    results.map(({ file, started }) => ({ file, ...started })),
    () => results.map(sentence).join('\n'),
  );
  const failed = results.filter(({ started }) => started.kind === 'problems' || started.kind === 'conflict');
  if (failed.length > 0) throw finding(`${failed.length} of ${results.length} claims not started.`);
}

async function readOne(file: string): Promise<{ file: string; bytes: Buffer }> {
  try {
    return { file, bytes: await readFile(file) };
  } catch {
    throw badUsage(`${file} cannot be read.`);
  }
}

async function startAll(
  claimloop: Claimloop,
  contents: readonly { file: string; bytes: Buffer }[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const { file, bytes } of contents) {
    const read = filesToIntakes(bytes);
    if (read.kind === 'unreadable')
      results.push({
        file,
        started: {
          kind: 'problems',
          problems: [{ path: file, found: read.found, allowed: 'a patient file (JSON) or an 837P' }],
        },
      });
    else for (const intake of read.intakes) results.push({ file, started: await claimloop.startClaim(intake) });
  }
  return results;
}

function sentence({ file, started }: Result): string {
  switch (started.kind) {
    case 'started':
      return `${started.claimId}  started from ${file}`;
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
