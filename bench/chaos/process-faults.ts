import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readEndpoints } from '../../client/endpoints.ts';
import { type ProgramName, startOf } from '../../client/programs.ts';
import { type Office, signalTo } from './office.ts';

/** Milliseconds of a freeze. */
const freezeMs = 15_000;

/** Ends a part with SIGKILL. `up` is started again; the other parts are restarted by `up`. */
export async function kill(office: Office, part: ProgramName): Promise<void> {
  const pid = await office.pidOf(part);
  signalTo(pid, startOf(pid), 'SIGKILL');
  if (part !== 'up') return;
  while (startOf(pid) !== undefined) await pause(50);
  await office.startAgain();
}

/** Stops all processes of a part for some time: they accept connections, and do not answer. */
export async function freeze(office: Office, part: ProgramName, ms = freezeMs): Promise<void> {
  const pids = familyOf(await office.pidOf(part)).map((pid) => ({ pid, started: startOf(pid) }));
  // `up` has children of its own, which are parts by themselves.
  const frozen = part === 'up' ? pids.slice(0, 1) : pids;
  for (const { pid, started } of frozen) signalTo(pid, started, 'SIGSTOP');
  await pause(ms);
  for (const { pid, started } of frozen) signalTo(pid, started, 'SIGCONT');
}

/**
 * A full disk for one part, for some seconds: every write beyond the first bytes of a file fails. A limit on the size
 * of files (RLIMIT_FSIZE, the soft limit alone) needs no rights, unlike a small file system.
 */
export async function fillDisk(office: Office, part: ProgramName, ms = 8_000): Promise<void> {
  const pids = familyOf(await office.pidOf(part)).map((pid) => ({ pid, started: startOf(pid) }));
  const limit = (size: string): void => {
    for (const { pid, started } of pids)
      if (startOf(pid) === started) execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:`]);
  };
  limit('0');
  await pause(ms);
  limit('unlimited');
}

/** Runs a second worker for some seconds, and kills it. */
export async function secondWorker({ folder }: Office, ms = 20_000): Promise<void> {
  const endpoints = readEndpoints(folder);
  if (!endpoints) throw new Error('the installation has no endpoints');
  const { address, namespace } = endpoints.temporal;
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../workers/main.js', import.meta.url))], {
    stdio: 'ignore',
    env: {
      ...process.env,
      CLAIMLOOP_DATA: folder,
      CLAIMLOOP_SANDBOX: join(folder, 'sandbox', 'root', 'ready.json'),
      DATABASE_URL: endpoints.databaseUrl,
      MIGRATION_DATABASE_URL: '',
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
    },
  });
  const ended = once(child, 'exit');
  await Promise.race([ended, pause(ms)]);
  child.kill('SIGKILL');
  await ended;
}

/** A process and its descendants. */
function familyOf(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const text = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  });
  return [pid, ...children.flatMap(familyOf)];
}
