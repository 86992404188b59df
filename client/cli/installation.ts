import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { Endpoints } from '../endpoints.ts';
import { endPrograms, isProgramsFileDamaged, programsFileIn, runningPrograms } from '../programs.ts';
import { addExamples, daySeconds } from './arguments.ts';
import { commandLine, type CommonOptions } from './print.ts';
import { badUsage, type CommandProblem, finding, printedAlready } from './problem.ts';
import { whereClaimsAre } from './ui.ts';

/** One step of the start of an installation. */
export interface StartStep {
  readonly label: string;
  readonly index: number;
  readonly total: number;
  readonly state: 'started' | 'done';
}

/** Called for each step of the start of an installation. */
export type OnProgress = (step: StartStep) => void;

/** A line that the process `workers/up` prints. */
export type UpLine = StartStep | { readonly ready: true; readonly endpoints: Endpoints };

/** `up` and `down`. */
export function addInstallation(program: Command, onProgress: OnProgress): void {
  const up = program
    .command('up')
    .description('start an installation and keep it running until `down` or Ctrl-C')
    .option('--day <seconds>', 'length of a business day (default: a real day); fixed by the first start', daySeconds)
    .option('--profiles <file>', 'policy profiles (JSON)')
    .option('--no-sandbox', 'without the sandbox payer')
    .action((_: object, command: Command) => runUp(command.optsWithGlobals(), onProgress));
  addExamples(up, 'up', 'up --day 1 --data /tmp/trial');
  const down = program
    .command('down')
    .description('stop an installation')
    .action((_: object, command: Command) => runDown(command.optsWithGlobals()));
  addExamples(down, 'down --data /tmp/trial');
}

interface UpOptions {
  readonly data: string;
  /** Length of a business day in seconds. */
  readonly day?: number;
  readonly profiles?: string;
  readonly sandbox?: boolean;
}

/** Starts the process that runs an installation; `onLine` is called with each line that it prints. */
export function spawnUp({ data, day, profiles, sandbox }: UpOptions, onLine: (line: UpLine) => void): ChildProcess {
  const program = fileURLToPath(new URL('../../workers/up.js', import.meta.url));
  const args = [
    program,
    '--data',
    data,
    ...(day === undefined ? [] : ['--day', String(day)]),
    ...(profiles ? ['--profiles', profiles] : []),
    ...(sandbox === false ? ['--no-sandbox'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => onLine(JSON.parse(line) as UpLine));
  return child;
}

async function runUp(options: UpOptions & CommonOptions, onProgress: OnProgress): Promise<void> {
  let isReady = false;
  const child = spawnUp(options, (line) => {
    if (!('ready' in line)) return onProgress(line);
    isReady = true;
    process.stdout.write(`${options.json ? readyJson(line.endpoints) : readyText(line.endpoints, options.data)}\n`);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  if (code === 0) return;
  if (isReady || code === null) throw finding('The installation stopped unexpectedly.');
  throw startFailed(code);
}

/** The process `workers/up` has printed why it did not start; 2: it cannot start as it is configured. */
export function startFailed(code: number | null): CommandProblem {
  return printedAlready(code === 2 ? 2 : 1);
}

/** The endpoints in one line of JSON, without the password of the database. */
function readyJson({ databaseUrl, migrationDatabaseUrl: _, ...others }: Endpoints): string {
  return JSON.stringify({ ready: true, ...others, database: databaseUrl.replace(/\/\/[^@]*@/, '//') });
}

/** Where the claims can be seen: the Temporal UI, by links; or the address of another server. */
export function whereToLook({ temporal, codecServer }: Endpoints, data: string): string {
  return temporal.ui ? `Temporal UI: ${whereClaimsAre(data, codecServer)}` : `Temporal: ${temporal.address}`;
}

function readyText(endpoints: Endpoints, data: string): string {
  return (
    `claimloop is running. ${whereToLook(endpoints, data)}\n` +
    `Next, in another terminal: ${commandLine(`start ${exampleIntake()}`, data)}`
  );
}

/** Path of the example, as it can be typed here: relative within the working directory, otherwise absolute. */
function exampleIntake(): string {
  // Resolved by package name, so that it works from the sources, from dist/ and from an installed package.
  const manifest = createRequire(import.meta.url).resolve('claimloop/package.json');
  const path = join(dirname(manifest), 'docs/example-intake.json');
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}

async function runDown({ data }: CommonOptions): Promise<void> {
  if (!existsSync(programsFileIn(data))) throw badUsage(`There is no installation in ${data}.`);
  if (isProgramsFileDamaged(data)) {
    const path = programsFileIn(data);
    throw finding(`${path} is damaged, so it is not known what runs. End the processes by hand, then delete the file.`);
  }
  const pids = runningPrograms(data);
  if (Object.keys(pids).length === 0) throw finding(`The installation in ${data} is not running.`);
  // `up` ends the others; what it left behind when it was killed is ended after it.
  await endPrograms(pids, 60_000);
}
