import { spawn } from 'node:child_process';
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
  const program = fileURLToPath(new URL('../workers/up.js', import.meta.url));
  const args = [
    program,
    '--data',
    folder,
    '--day',
    options.daySeconds,
    '--profiles',
    profiles,
    ...(options.sandbox ? [] : ['--no-sandbox']),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...options.env },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the installation did not start; see ${folder}/logs`)));
    createInterface({ input: child.stdout }).on('line', (line) =>
      line.includes('"ready":true') ? resolve() : undefined,
    );
  });
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
