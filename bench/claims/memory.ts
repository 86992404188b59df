import { setTimeout as pause } from 'node:timers/promises';
import { connectClient } from '../../client/connection.ts';
import { startBare, startBareWorker } from '../bare/start.ts';
import { bringUp } from '../installation.ts';
import { runningPrograms } from '../../client/programs.ts';
import { residentBytesOf } from '../measure/cpu.ts';
import type { Result } from '../result.ts';
import { startClaims, untilSent } from './start.ts';

/** Waiting claims at the first and the second memory measurement. */
const claimCounts = [100, 600] as const;

/** Worker cache sizes: one holds every claim of a run, the other almost none. */
const caches = { cached: 1_000, open: 10 } as const;

/** Worker memory per waiting claim, cached or not, compared with a bare workflow. */
export async function workerMemory(): Promise<readonly Result[]> {
  return [await slope('cached'), await slope('open')];
}

async function slope(kind: keyof typeof caches): Promise<Result> {
  const env = {
    CLAIMLOOP_MAX_CACHED_WORKFLOWS: String(caches[kind]),
    NODE_OPTIONS: `--import ${new URL('../measure/collect.js', import.meta.url).href}`,
  };
  const installation = await bringUp({ sandbox: false, daySeconds: '3600', env });
  const { client, close } = await connectClient(installation.folder);
  const bareWorker = await startBareWorker(installation, env);
  try {
    const { worker = 0 } = runningPrograms(installation.folder);
    const seen: { claims: number; bare: number }[] = [];
    let open = 0;
    for (const count of claimCounts) {
      await startClaims(client, count, count - open);
      await untilSent(installation, count);
      await startBare(client, String(count), count - open);
      open = count;
      const [claims, bare] = await Promise.all([worker, bareWorker.pid].map(restingBytesOf));
      seen.push({ claims: claims ?? 0, bare: bare ?? 0 });
    }
    const perClaim = slopeOf(seen.map(({ claims }) => claims));
    const perBare = slopeOf(seen.map(({ bare }) => bare));
    const name = `worker-memory-per-${kind}-claim`;
    return { name, value: perClaim, unit: 'KiB', baseline: perBare, ratio: perClaim / perBare };
  } finally {
    bareWorker.stop();
    await close();
    await installation.stop();
  }
}

/** Resident memory of an idle process: the minimum of several samples, across garbage collections. */
async function restingBytesOf(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < 20; sample += 1) {
    await pause(500);
    least = Math.min(least, residentBytesOf(pid));
  }
  return least;
}

/** KiB added per claim between the two measurements. */
function slopeOf([first = 0, second = 0]: readonly number[]): number {
  return (second - first) / (claimCounts[1] - claimCounts[0]) / 1024;
}
