import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** The processes of an installation, in the order in which they are stopped. */
export const programNames = ['up', 'worker', 'sandbox', 'temporal', 'postgres'] as const;

/** A process of an installation: `up`, or one that it keeps running. */
export type ProgramName = (typeof programNames)[number];

/** Process ids by program. */
export type Pids = Readonly<Partial<Record<ProgramName, number>>>;

const program = (name: string) =>
  z
    .strictObject({
      pid: z.int().meta({ description: `Process id of ${name}.`, examples: [4711] }),
      started: z.string().meta({
        description: 'When it started, as the system counts: no other process has the same id and start.',
        examples: ['8c6bb8e5-8b5c-4f0e-9f5e-0d1f6a3f7f2e 182734'],
      }),
    })
    .optional();

/** programs.json: the processes of an installation, each with its start, because the system reuses process ids. */
export const programsSchema = z.strictObject({
  generated: z.string().meta({
    description: 'Says that the file is generated.',
    examples: ['Written by claimloop up whenever a program starts. Do not edit.'],
  }),
  up: program('`claimloop up`, which restarts the others'),
  postgres: program('PostgreSQL; absent if `DATABASE_URL` names another server'),
  temporal: program('the Temporal server; absent if `TEMPORAL_ADDRESS` names another server'),
  worker: program('the worker'),
  sandbox: program('the sandbox; absent without one'),
});

/** The programs file of a data folder. */
export function programsFileIn(dataFolder: string): string {
  return join(dataFolder, 'programs.json');
}

/** The programs of a data folder that run at this moment. A file that cannot be read names none. */
export function runningPrograms(dataFolder: string): Pids {
  const path = programsFileIn(dataFolder);
  if (!existsSync(path)) return {};
  const read = programsSchema.safeParse(parsed(readFileSync(path, 'utf8')));
  if (!read.success) return {};
  const { generated: _, ...programs } = read.data;
  return Object.fromEntries(
    Object.entries(programs).flatMap(([name, { pid, started }]) => (startOf(pid) === started ? [[name, pid]] : [])),
  );
}

/** Whether the programs file exists and cannot be read: programs may run that it does not name. */
export function isProgramsFileDamaged(dataFolder: string): boolean {
  const path = programsFileIn(dataFolder);
  return existsSync(path) && !programsSchema.safeParse(parsed(readFileSync(path, 'utf8'))).success;
}

/** When a process started, in a form that no other process of that id has; undefined if it does not run. */
export function startOf(pid: number): string | undefined {
  return process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
}

/** Stops programs one after another and waits for each; kills one that takes longer than `withinMs`. */
export async function endPrograms(pids: Pids, withinMs = 20_000): Promise<void> {
  for (const name of programNames) {
    const pid = pids[name];
    // PostgreSQL: SIGINT ends its sessions, SIGTERM waits for them.
    if (pid !== undefined) await endProcess(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM', withinMs);
  }
}

async function endProcess(pid: number, name: NodeJS.Signals, withinMs: number): Promise<void> {
  const started = startOf(pid);
  const runs = (): boolean => started !== undefined && startOf(pid) === started;
  if (runs()) process.kill(pid, name);
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(50)) if (!runs()) return;
  if (runs()) process.kill(pid, 'SIGKILL');
}

/** The boot's id with the 22nd field of /proc/PID/stat (proc(5)): clock ticks from the boot to the start. */
function startOnLinux(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses, which may itself contain spaces and parentheses.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : `${boot} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

function startElsewhere(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
