import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Endpoints, readEndpoints } from '../client/endpoints.ts';

/** An installation for a measurement. */
export interface BenchInstallation {
  readonly folder: string;
  readonly endpoints: Endpoints;
  /** Milliseconds from process start until everything is ready. */
  readonly upMs: number;
  stop(): Promise<void>;
}

/** Starts one in a new folder. Without the sandbox the payer is two folders, payer/inbox and payer/outbox. */
export async function bringUp(options: {
  readonly sandbox: boolean;
  readonly daySeconds: string;
  readonly profiles?: object;
  /** Additional environment variables of the worker. */
  readonly env?: Readonly<Record<string, string>>;
}): Promise<BenchInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'claimloop-bench-'));
  const profiles = join(folder, 'profiles.json');
  await writeFile(profiles, JSON.stringify(options.profiles ?? {}));
  if (!options.sandbox) await folderPayer(folder);
  const began = Date.now();
  const child = await launchUp({ ...options, folder, profiles });
  const endpoints = readEndpoints(folder);
  if (!endpoints) throw new Error('the installation did not write endpoints.json');
  return {
    folder,
    endpoints,
    upMs: Date.now() - began,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts `claimloop up` in a folder, and waits until everything is ready. Throws if it ends before. */
export async function launchUp(options: {
  readonly folder: string;
  readonly profiles: string;
  readonly sandbox: boolean;
  readonly daySeconds: string;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<ChildProcess> {
  const { folder, profiles, daySeconds } = options;
  const program = fileURLToPath(new URL('../workers/up.js', import.meta.url));
  const args = ['--data', folder, '--day', daySeconds, '--profiles', profiles];
  const child = spawn(process.execPath, [program, ...args, ...(options.sandbox ? [] : ['--no-sandbox'])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the installation did not start; see ${folder}/logs`)));
    createInterface({ input: child.stdout }).on('line', (line) =>
      line.includes('"ready":true') ? resolve() : undefined,
    );
  });
  return child;
}

async function folderPayer(folder: string): Promise<void> {
  const [inbox, outbox] = [join(folder, 'payer', 'inbox'), join(folder, 'payer', 'outbox')];
  for (const path of [inbox, outbox]) await mkdir(path, { recursive: true });
  await writeFile(
    join(folder, 'partners.json'),
    JSON.stringify([
      {
        partnerId: 'bench',
        kind: 'payer',
        payerIds: ['*'],
        senderId: 'CLAIMLOOP',
        receiverId: 'BENCHPAYER',
        pollMs: 3_000,
        transport: { kind: 'folder', inbox, outbox },
      },
    ]),
  );
}
