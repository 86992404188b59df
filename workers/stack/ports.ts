import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Returns the preferred loopback port if it is free, otherwise any free one. Another process that starts servers at
 * this moment does not get the same preferred port, although nothing listens on it yet.
 */
export async function choosePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && reserve(preferred) && (await tryPort(preferred)) !== undefined) return preferred;
  const free = await tryPort(0);
  if (free === undefined) throw new Error('no free port on 127.0.0.1');
  return free;
}

/** Reserves a port for this process, by a file that names it. False if another process that runs has reserved it. */
function reserve(port: number): boolean {
  const path = join(tmpdir(), `claimloop-port-${port}`);
  try {
    const holder = holderOf(path);
    if (holder === process.pid) return true;
    if (holder !== undefined && isAlive(holder)) return false;
    rmSync(path, { force: true });
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // The file belongs to another user, or another process was quicker: any other port is as good.
    return false;
  }
}

/** Undefined if nobody has reserved the port. An empty file, about to be written, names 0: a process that runs. */
function holderOf(path: string): number | undefined {
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
