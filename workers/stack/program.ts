import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to start a program, and how to tell that it is up. */
export interface ProgramOptions {
  /** For messages and the log file: "postgres", "worker". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as another user; only root can ask for it. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Appended to; what the program prints goes nowhere else. */
  readonly logFile: string;
  /** Asked until it resolves to true; not at all if the program says `process.send('ready')` itself. */
  readonly isUp?: () => Promise<boolean>;
  readonly upWithinMs: number;
  /** Asks for a clean end. */
  readonly stopSignal: NodeJS.Signals;
  /** After that long it is killed. */
  readonly stopWithinMs: number;
}

/** A program that runs. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended, to how: "exit code 1", "SIGKILL". */
  readonly ended: Promise<string>;
  /** Ends it cleanly, by force when it takes too long. Fine to call twice, or on one that has ended. */
  stop(): Promise<void>;
}

/** Starts a program and waits until it is up. Throws, naming its log file, when it ends before or takes too long. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const child = launch(options);
  let how: string | undefined;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve((how = error.message)));
    child.once('exit', (code, signal) => resolve((how = signal ?? `exit code ${code}`)));
  });
  try {
    await waitUntilUp(options, options.isUp ?? readySignal(child), () => how);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return { name: options.name, pid: child.pid ?? 0, ended, stop: () => stop(child, ended, options) };
}

async function waitUntilUp(
  { name, upWithinMs, logFile }: ProgramOptions,
  isUp: () => Promise<boolean>,
  howItEnded: () => string | undefined,
): Promise<void> {
  const deadline = Date.now() + upWithinMs;
  while (!(await isUp())) {
    const how = howItEnded();
    if (how !== undefined) throw new Error(`${name} did not start (${how}); see ${logFile}`);
    if (Date.now() > deadline) throw new Error(`${name} was not up within ${upWithinMs / 1000} s; see ${logFile}`);
    await sleep(25);
  }
}

function launch(options: ProgramOptions): ChildProcess {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(options.command, options.args, {
      // The file, not a pipe: a program outlives us for a moment when we are killed, and must not stumble over it.
      stdio: ['ignore', log, log, ...(options.isUp ? [] : ['ipc' as const])],
      env: { ...process.env, ...options.env },
      ...options.user,
    });
  } finally {
    closeSync(log);
  }
}

function readySignal(child: ChildProcess): () => Promise<boolean> {
  let ready = false;
  child.on('message', (message) => {
    if (message === 'ready') ready = true;
  });
  return () => Promise.resolve(ready);
}

async function stop(child: ChildProcess, ended: Promise<string>, options: ProgramOptions): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(options.stopSignal);
  const force = setTimeout(() => child.kill('SIGKILL'), options.stopWithinMs);
  await ended;
  clearTimeout(force);
}
