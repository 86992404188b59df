import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: 100 on every Linux that Node.js supports. */
const ticksPerSecond = 100;

/**
 * CPU seconds (user and system) of processes, their living descendants and the children they waited for. Linux only:
 * it reads /proc, which works for servers in any language.
 */
export function cpuSecondsOf(pids: readonly number[]): number {
  const processes = readProcesses();
  const wanted = new Set(pids);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of processes) {
      if (wanted.has(parent) && !wanted.has(pid)) grown = Boolean(wanted.add(pid));
    }
  }
  const ticks = processes.filter(({ pid }) => wanted.has(pid)).reduce((total, process) => total + process.ticks, 0);
  return ticks / ticksPerSecond;
}

/** Resident memory of one process, in bytes. */
export function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function readProcesses(): readonly ProcessTimes[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
}

// Columns 14 to 17 of stat are user and system time, of the process and of the children it waited for.
function readProcess(pid: number): readonly ProcessTimes[] {
  const text = statOf(pid);
  if (text === undefined) return [];
  const columns = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = columns.slice(11, 15).reduce((total, value) => total + value, 0);
  return [{ pid, parent: columns[1] ?? 0, ticks }];
}

// A process may end between listing and reading; it is not counted.
function statOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}
