import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { connectClient } from '../../client/connection.ts';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { keysFileIn } from '../../client/encryption/keys.ts';
import { claimloopOver, type Intake } from '../../client/index.ts';
import { bareQueue } from '../bare/worker.ts';
import type { bare } from '../bare/workflow.ts';
import { goOnName } from '../bare/names.ts';
import { type BenchInstallation, bringUp } from '../installation.ts';
import { cpuSecondsOf, residentBytesOf } from '../measure/cpu.ts';
import { median, type Result } from '../result.ts';
import { acceptance, type Answered, payment } from './answers.ts';

/** Workflows of one kind in a round, and rounds; the two kinds take turns, so that a busy spell meets both. */
const size = 100;
const rounds = 3;

/** Claims per CPU second of worker, servers and database, beside bare workflows on the same servers. */
export async function claimThroughput(): Promise<readonly Result[]> {
  const installation = await bringUp({ sandbox: false, daySeconds: '3600' });
  const { client, close } = await connectClient(installation.folder);
  const bareWorker = fork(fileURLToPath(new URL('../bare/worker.js', import.meta.url)), {
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: installation.endpoints.temporal.address,
      CLAIMLOOP_KEYS_FILE: keysFileIn(installation.folder),
    },
  });
  try {
    await once(bareWorker, 'message');
    const { postgres = 0, temporal = 0, worker = 0 } = installation.endpoints.pids;
    const before = residentBytesOf(worker);
    const rates: { claims: number[]; bare: number[] } = { claims: [], bare: [] };
    for (let round = 0; round < rounds; round += 1) {
      rates.bare.push(await rate([temporal, bareWorker.pid ?? 0], () => runBare(client, round)));
      rates.claims.push(await rate([postgres, temporal, worker], () => runClaims(client, installation, round)));
    }
    const [value, baseline] = [median(rates.claims), median(rates.bare)];
    const perClaim = (residentBytesOf(worker) - before) / (size * rounds);
    return [
      { name: 'claim-throughput', value, unit: 'claims per CPU second', baseline, ratio: value / baseline },
      { name: 'worker-memory-per-cached-claim', value: perClaim / 1024, unit: 'KiB, an upper bound' },
      { name: 'start-up', value: installation.upMs / 1000, unit: 'seconds, all parts, pre-built bundle' },
    ];
  } finally {
    bareWorker.kill('SIGKILL');
    await close();
    await installation.stop();
  }
}

async function rate(pids: readonly number[], run: () => Promise<void>): Promise<number> {
  const before = cpuSecondsOf(pids);
  await run();
  return size / (cpuSecondsOf(pids) - before);
}

/** All are started and parked, then all are told, then all are done: no workflow tasks merge. */
async function runBare(client: Client, round: number): Promise<void> {
  const ids = Array.from({ length: size }, (_, index) => `bare-${round}-${index}`);
  const handles = await Promise.all(
    ids.map((workflowId) => client.workflow.start<typeof bare>('bare', { workflowId, taskQueue: bareQueue })),
  );
  await pause(1_000);
  await Promise.all(handles.map((handle) => handle.signal(goOnName)));
  await Promise.all(handles.map((handle) => handle.result()));
}

async function runClaims(client: Client, { folder }: BenchInstallation, round: number): Promise<void> {
  const claimloop = claimloopOver(client);
  const today = new Date().toISOString().slice(0, 10);
  const claims: Answered[] = [];
  const intakes = builtInClaims(size * 12, 1_000 + round, today)
    .filter((_, index) => index % 12 === 0)
    .map(({ intake }) => ({ ...(intake as Intake), policy: { profile: 'default' } }));
  await Promise.all(
    intakes.map(async (intake) => {
      const started = await claimloop.startClaim(intake);
      if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
      claims.push({ claimId: started.claimId, chargeCents: chargeOf(intake) });
    }),
  );
  while (
    (await readdir(join(folder, 'payer', 'inbox'))).filter((name) => name.endsWith('.837')).length <
    size * (round + 1)
  )
    await pause(100);
  await leave(folder, `277-${round}`, acceptance(claims, today));
  await pause(3_000);
  await leave(folder, `835-${round}`, payment(claims, today, `BENCH${round}`));
  await Promise.all(claims.map(({ claimId }) => client.workflow.getHandle(`claim-${claimId}`).result()));
}

function chargeOf({ claim }: Intake): number {
  return claim.serviceLines.reduce((total, { chargeAmountCents }) => total + chargeAmountCents, 0);
}

async function leave(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, 'payer', 'outbox', name);
  await writeFile(`${path}.tmp`, bytes);
  await rename(`${path}.tmp`, path);
}
