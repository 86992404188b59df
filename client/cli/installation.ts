import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { type Endpoints, readEndpoints } from '../endpoints.ts';
import type { CommonOptions } from './print.ts';
import { badUsage, finding } from './problem.ts';

/** A line that the process which brings an installation up prints. */
export type UpLine =
  | { readonly label: string; readonly index: number; readonly total: number; readonly state: 'started' | 'done' }
  | { readonly ready: true; readonly endpoints: Endpoints };

/** `up` and `down`. */
export function addInstallation(program: Command): void {
  program
    .command('up')
    .description('bring an installation up and keep it running until it is told to stop')
    .option('--day <seconds>', 'length of a business day; settled by the first start')
    .option('--profiles <file>', 'policy profiles (JSON)')
    .option('--no-sandbox', 'without the sandbox payer')
    .action((_: object, command: Command) => runUp(command.optsWithGlobals()));
  program
    .command('down')
    .description('stop an installation')
    .action((_: object, command: Command) => runDown(command.optsWithGlobals()));
}

interface UpOptions {
  readonly data: string;
  readonly day?: string;
  readonly profiles?: string;
  readonly sandbox?: boolean;
}

/** Starts the process that brings an installation up; `hear` is given each line that it prints. */
export function spawnUp({ data, day, profiles, sandbox }: UpOptions, hear: (line: UpLine) => void): ChildProcess {
  const program = fileURLToPath(new URL('../../workers/up.js', import.meta.url));
  const args = [
    program,
    '--data',
    data,
    ...(day ? ['--day', day] : []),
    ...(profiles ? ['--profiles', profiles] : []),
    ...(sandbox === false ? ['--no-sandbox'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as UpLine));
  return child;
}

async function runUp(options: UpOptions): Promise<void> {
  const child = spawnUp(options, (line) => {
    if ('ready' in line) process.stdout.write(`${JSON.stringify({ ready: true, ...shown(line.endpoints) })}\n`);
    else if (line.state === 'done') process.stderr.write(`${line.label}: up\n`);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  if (code !== 0) throw finding('The installation did not come up, or ended.');
}

/** Addresses without the database's password. */
function shown({ databaseUrl, ...others }: Endpoints): object {
  return { ...others, database: databaseUrl.replace(/\/\/[^@]*@/, '//') };
}

async function runDown({ data }: CommonOptions): Promise<void> {
  const pid = readEndpoints(data)?.pids.up;
  if (pid === undefined) throw badUsage(`Nothing was ever up in ${data}.`);
  if (!signal(pid, 'SIGTERM')) throw finding(`Nothing is up in ${data}.`);
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(100)) if (!signal(pid, 0)) return;
  throw finding(`The installation in ${data} has not stopped within a minute (process ${pid}).`);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
