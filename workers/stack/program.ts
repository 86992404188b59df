import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to start a program, and how to check that it is ready. */
export interface ProgramOptions {
  /** For messages and the log file: "postgres", "worker". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** User to run as; requires root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The program's output is appended to this file. */
  readonly logFile: string;
  /** Polled until it resolves to true. Omit it if the program calls `process.send('ready')`. */
  readonly isUp?: () => Promise<boolean>;
  readonly upWithinMs: number;
  /** Signal for a clean shutdown. */
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds until it is killed. */
  readonly stopWithinMs: number;
}

/** A running program. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** Resolves to the reason when it has ended: "exit code 1", "SIGKILL". */
  readonly ended: Promise<string>;
  /** Stops it, and kills it if that takes too long. Idempotent. */
  stop(): Promise<void>;
}

/** Starts a program and waits until it is ready. Throws, naming its log file, if it exits or takes too long. */
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
    if (Date.now() > deadline) throw new Error(`${name} was not ready within ${upWithinMs / 1000} s; see ${logFile}`);
    await sleep(25);
  }
}

function launch(options: ProgramOptions): ChildProcess {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    return spawn(options.command, options.args, {
      // A file instead of a pipe: if this process is killed, the program must not fail on a broken pipe.
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
