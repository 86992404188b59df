import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import type { Claimloop } from '../../client/index.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import { bringUp, type RunningInstallation } from './installation.ts';

/** Starts an installation whose worker is killed once in each step, after its commit and before its task ends. */
export function bringUpToLose(steps: readonly string[]): Promise<RunningInstallation> {
  return bringUp({ env: { CLAIMLOOP_FAILPOINTS: steps.map((step) => `${step}:task-lost:1`).join(',') } });
}

/** Plays the demo's scenarios of these numbers to their ends, and checks the ends, the books and the list. */
export async function playToTheEnd(
  { claimloop }: RunningInstallation,
  numbers: readonly number[],
  seed: number,
): Promise<void> {
  const played: Played[] = [];
  const chosen = scenarios.filter(({ number }) => numbers.includes(number));
  for (const claim of builtInClaims(chosen.length, seed, new Date().toISOString().slice(0, 10), chosen)) {
    const started = await claimloop.startClaim(claim.intake);
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  await Promise.all(played.map((claim) => playOne(claimloop, claim)));
  const expected = played.map(({ claimId, scenario }) => [claimId, scenario?.number, scenario?.end.status]);
  expect(played.map(({ claimId, scenario, view }) => [claimId, scenario?.number, view?.status])).toEqual(expected);
  const claimIds = played.map(({ claimId }) => claimId);
  for (const { claimId, ...of } of await claimloop.claimMoney(claimIds)) {
    const explained = of.paidCents + of.adjustedCents + of.patientPaidCents + of.writtenOffCents + of.placedCents;
    expect([claimId, explained]).toEqual([claimId, of.chargedCents]);
  }
  const ends = new Map((await claimloop.list({ claimIds })).map(({ claimId, status }) => [claimId, status]));
  expect(claimIds.map((claimId) => ends.get(claimId))).toEqual(played.map(({ scenario }) => scenario?.end.status));
}

/** Plays one claim by itself: a call that waits for the next worker holds up no other claim. */
async function playOne(claimloop: Claimloop, claim: Played): Promise<void> {
  for (const until = Date.now() + 200_000; Date.now() < until && !claim.isDone;)
    await play(claimloop, [claim], { patienceMs: 60_000, show: () => undefined }).catch(() => pause(500));
}

/** Each kill happened, and no workflow failed to be replayed. */
export function expectKills({ folder }: RunningInstallation, steps: readonly string[]): void {
  expect(readdirSync(join(folder, 'failpoints')).toSorted()).toEqual(
    steps.map((step) => `${step}-task-lost-1`).toSorted(),
  );
  const log = readFileSync(join(folder, 'logs', 'worker.log'), 'utf8');
  expect(log).not.toMatch(/TMPRL1100|Nondeterminism|Fatal error in workflow machines|BadUpdate/);
}
