import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keysFileIn } from '../client/encryption/keys.ts';
import { startBareWorker } from './bare/start.ts';
import { type BenchInstallation, bringUp } from './installation.ts';
import { median, type Result } from './result.ts';

/** Starts of each kind; the kinds alternate. */
const starts = 3;

/**
 * Seconds until a worker polls, with its workflows bundled in advance (the bare worker bundles at start), and until a
 * whole installation in an empty folder is ready.
 */
export async function startUp(): Promise<readonly Result[]> {
  const installation = await bringUp({ sandbox: false, daySeconds: '3600' });
  try {
    const seconds: { worker: number[]; bare: number[] } = { worker: [], bare: [] };
    for (let start = 0; start < starts; start += 1) {
      seconds.worker.push(await startWorker(installation));
      const bare = await startBareWorker(installation);
      bare.stop();
      seconds.bare.push(bare.startSeconds);
    }
    const [value, baseline] = [median(seconds.worker), median(seconds.bare)];
    return [
      { name: 'start-up', value, unit: 'seconds until a worker is up', baseline, ratio: value / baseline },
      { name: 'start-up-installation', value: installation.upMs / 1000, unit: 'seconds until all parts are up' },
    ];
  } finally {
    await installation.stop();
  }
}

/** Starts an additional worker, as an operator does to scale out. */
async function startWorker({ endpoints, folder }: BenchInstallation): Promise<number> {
  const began = performance.now();
  const child = fork(fileURLToPath(new URL('../workers/main.js', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      CLAIMLOOP_DATA: folder,
      DATABASE_URL: endpoints.databaseUrl,
      CLAIMLOOP_CLOCK: join(folder, 'clock.json'),
      CLAIMLOOP_PARTNERS: join(folder, 'partners.json'),
      CLAIMLOOP_KEYS_FILE: keysFileIn(folder),
      TEMPORAL_ADDRESS: endpoints.temporal.address,
      TEMPORAL_NAMESPACE: endpoints.temporal.namespace,
    },
  });
  const ready = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)]);
  const seconds = (performance.now() - began) / 1000;
  if (!ready) throw new Error('the worker did not start');
  child.kill('SIGTERM');
  await once(child, 'exit');
  return seconds;
}
