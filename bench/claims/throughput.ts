import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { connectClient } from '../../client/connection.ts';
import { runningPrograms } from '../../client/programs.ts';
import { startBare, startBareWorker } from '../bare/start.ts';
import { goOnName } from '../bare/names.ts';
import { type BenchInstallation, bringUp } from '../installation.ts';
import { cpuSecondsOf } from '../measure/cpu.ts';
import { median, type Result } from '../result.ts';
import { acceptance, payment } from './answers.ts';
import { startClaims, untilSent } from './start.ts';

/**
 * Workflows per round, and rounds. The two kinds alternate, so that other load affects both. The first round is a
 * warm-up and is not counted.
 */
const size = 60;
const rounds = 6;

/** Claims per CPU second of worker, servers and database, compared with bare workflows on the same servers. */
export async function claimThroughput(): Promise<readonly Result[]> {
  const installation = await bringUp({ sandbox: false, daySeconds: '3600' });
  const { client, close } = await connectClient(installation.folder);
  const bareWorker = await startBareWorker(installation);
  try {
    const { postgres = 0, temporal = 0, worker = 0 } = runningPrograms(installation.folder);
    const rates: { claims: number[]; bare: number[] } = { claims: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      rates.bare.push(await rate([temporal, bareWorker.pid], () => runBare(client, round)));
      rates.claims.push(await rate([postgres, temporal, worker], () => runClaims(client, installation, round)));
    }
    const [value, baseline] = [median(rates.claims.slice(1)), median(rates.bare.slice(1))];
    return [{ name: 'claim-throughput', value, unit: 'claims per CPU second', baseline, ratio: value / baseline }];
  } finally {
    bareWorker.stop();
    await close();
    await installation.stop();
  }
}

async function rate(pids: readonly number[], run: () => Promise<void>): Promise<number> {
  const before = cpuSecondsOf(pids);
  await run();
  return size / (cpuSecondsOf(pids) - before);
}

/** Starts all, waits until all are waiting, signals all, waits for all, so that workflow tasks are not merged. */
async function runBare(client: Client, round: number): Promise<void> {
  const handles = await startBare(client, String(round), size);
  await pause(1_000);
  await Promise.all(handles.map((handle) => handle.signal(goOnName)));
  await Promise.all(handles.map((handle) => handle.result()));
}

/** All claims are sent, then accepted, then paid, so that each fact arrives separately. */
async function runClaims(client: Client, installation: BenchInstallation, round: number): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const claims = await startClaims(client, 1_000 + round, size);
  await untilSent(installation, size * (round + 1));
  await deliver(installation, `277-${round}`, acceptance(claims, today));
  await pause(3_000);
  await deliver(installation, `835-${round}`, payment(claims, today, `BENCH${round}`));
  await Promise.all(claims.map(({ claimId }) => client.workflow.getHandle(`claim-${claimId}`).result()));
}

async function deliver({ folder }: BenchInstallation, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, 'payer', 'outbox', name);
  await writeFile(`${path}.tmp`, bytes);
  await rename(`${path}.tmp`, path);
}
