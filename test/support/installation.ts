import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { demoProfile } from '../../client/demo/profile.ts';
import { type Endpoints, readEndpoints } from '../../client/endpoints.ts';
import { type ProgramName, runningPrograms } from '../../client/programs.ts';
import { type Claimloop, connectClaimloop } from '../../client/index.ts';

/** An installation started by `claimloop up` in separate processes. */
export interface RunningInstallation {
  readonly folder: string;
  readonly claimloop: Claimloop;
  endpoints(): Endpoints;
  /** Kills one of its processes with SIGKILL. */
  kill(part: ProgramName): void;
  /** Stops it cleanly; the folder stays until `remove`. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Differences from the demo's installation. */
export interface InstallationOptions {
  readonly folder?: string;
  readonly env?: Record<string, string>;
  readonly profile?: Partial<typeof demoProfile>;
  /** Further profiles, by name. */
  readonly profiles?: Readonly<Record<string, Partial<typeof demoProfile>>>;
}

/** Seconds per business day in these tests. */
const daySeconds = '0.4';

/** The key of all tests, so that recorded histories can be replayed anywhere. */
const keys = `test:${Buffer.alloc(32, 1).toString('base64')}\n`;

/** Starts an installation in a new or an existing folder, with the demo's short waits. */
export async function bringUp(options: InstallationOptions = {}): Promise<RunningInstallation> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'claimloop-scenario-')));
  const profiles = join(folder, 'profiles.json');
  const named = Object.entries({ demo: options.profile, ...options.profiles });
  const all = named.map(([name, profile]) => [name, { ...demoProfile, ...profile }] as const);
  await writeFile(profiles, JSON.stringify(Object.fromEntries(all)));
  await writeFile(join(folder, 'keys'), keys, { mode: 0o600 });
  const child = await start(folder, profiles, options.env ?? {});
  const claimloop = await connectClaimloop(folder);
  const endpoints = (): Endpoints => {
    const found = readEndpoints(folder);
    if (!found) throw new Error('the installation is not up');
    return found;
  };
  const stop = async (): Promise<void> => {
    await claimloop.close();
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return {
    folder,
    claimloop,
    endpoints,
    kill: (part) => {
      const pid = runningPrograms(folder)[part];
      // 0 would be the process group of the tests.
      if (!pid) throw new Error(`${part} does not run`);
      process.kill(pid, 'SIGKILL');
    },
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, profiles: string, env: Record<string, string>): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../../dist/workers/up.js', import.meta.url));
  const child = spawn(process.execPath, [program, '--data', folder, '--day', daySeconds, '--profiles', profiles], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, NODE_OPTIONS: '' },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the installation did not come up (exit code ${code}); see ${folder}/logs`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"ready":true')) resolve();
    });
  });
  return child;
}
