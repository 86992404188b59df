import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// After faults, no claim is lost, each claim reaches its expected end, and nothing is posted twice.

async function startAll(office: RunningInstallation, count: number, seed: number): Promise<Played[]> {
  const played: Played[] = [];
  for (const claim of builtInClaims(count, seed, new Date().toISOString().slice(0, 10))) {
    const started = await office.claimloop.startClaim(claim.intake);
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  return played;
}

/** Plays scenarios and retries while servers are unreachable. */
async function playThrough(office: RunningInstallation, played: readonly Played[]): Promise<void> {
  for (const until = Date.now() + 240_000; Date.now() < until && played.some(({ isDone }) => !isDone);) {
    try {
      await play(office.claimloop, played, { patienceMs: 60_000, show: () => undefined });
    } catch {
      await pause(500);
    }
  }
}

async function expectBalancedBooks(office: RunningInstallation, played: readonly Played[]): Promise<void> {
  const money = await office.claimloop.claimMoney(played.map(({ claimId }) => claimId));
  const unexplained = money.filter(
    (claim) =>
      claim.paidCents + claim.adjustedCents + claim.patientPaidCents + claim.writtenOffCents + claim.placedCents !==
      claim.chargedCents,
  );
  expect(unexplained).toEqual([]);
  expect(await office.claimloop.trialBalance()).toMatchObject({ balanced: true });
}

const ends = (played: readonly Played[]): readonly string[] =>
  played.map(({ scenario, view }) => `${scenario?.number}: ${view?.status}`);
const expectedEnds = (played: readonly Played[]): readonly string[] =>
  played.map(({ scenario }) => `${scenario?.number}: ${scenario?.end.status}`);

describe('SIGKILL', () => {
  test('of worker, Temporal and PostgreSQL, once each, while 30 claims run', async () => {
    const office = await bringUp();
    try {
      const played = await startAll(office, 30, 11);
      const killing = (async () => {
        for (const part of ['worker', 'postgres', 'temporal'] as const) {
          await pause(3_000);
          office.kill(part);
        }
      })();
      await playThrough(office, played);
      await killing;
      expect(ends(played)).toEqual(expectedEnds(played));
      await expectBalancedBooks(office, played);
    } finally {
      await office.remove();
    }
  }, 300_000);
});

describe('up', () => {
  test('killed with SIGKILL is replaced by the next one, which continues every claim', async () => {
    const first = await bringUp();
    const played = await startAll(first, 4, 17);
    first.kill('up');
    await first.claimloop.close();
    const office = await bringUp({ folder: first.folder });
    try {
      await playThrough(office, played);
      expect(ends(played)).toEqual(expectedEnds(played));
      await expectBalancedBooks(office, played);
    } finally {
      await office.remove();
    }
  }, 300_000);
});

// Every activity that the scenarios run, with its failpoints.
const steps = [
  'openClaim',
  'checkClaim',
  'applyCorrection',
  'reviewRejection',
  'reviewAdjudication',
  'whoOwes',
  'recordPayment',
  'writeOff',
  'openWorkItem',
  'closeWorkItem',
  'escalateWorkItem',
  'readReport',
  'visitMailbox',
  'readFiles',
  'signalClaims',
];
const sendingSteps = ['submitClaim', 'resendClaim', 'sendStatement', 'placeAccount', 'recallAccount'];
const failpoints = [
  ...[...steps, ...sendingSteps].flatMap((step) => [`${step}:before`, `${step}:after-commit`]),
  ...sendingSteps.map((step) => `${step}:after-send`),
];

describe('every failpoint', () => {
  test('fires once, and every claim reaches its expected end', async () => {
    const env = { CLAIMLOOP_FAILPOINTS: failpoints.map((point) => `${point}:1`).join(',') };
    // Short recall and escalation waits, so that these activities run too.
    const office = await bringUp({ env, profile: { placementDays: 12, workItemDays: 4 } });
    try {
      const played = await startAll(office, scenarios.length, 13);
      const [slow, givenUp] = [await startDenied(office, 14), await startDenied(office, 15)];
      await playThrough(office, played);
      expect(ends(played)).toEqual(expectedEnds(played));
      await untilWrittenOff(office, played);
      await writeOffWhenAsked(office, givenUp);
      const escalated = (await office.claimloop.worklist()).items.filter((item) => item.claimId === slow.claimId);
      expect(escalated).toMatchObject([{ escalated: true }]);
      await playThrough(office, [slow]);
      await expectBalancedBooks(office, [...played, slow, givenUp]);
      const log = readFileSync(join(office.folder, 'logs', 'worker.log'), 'utf8');
      expect(failpoints.filter((point) => !log.includes(`"${point}"`))).toEqual([]);
    } finally {
      await office.remove();
    }
  }, 300_000);
});

/** Starts the claim of the fourth scenario, which waits for a person. */
async function startDenied(office: RunningInstallation, seed: number): Promise<Played> {
  const [denied] = (await startAll(office, 4, seed)).slice(3);
  if (!denied) throw new Error('there is no fourth scenario');
  return denied;
}

/** Writes off a denied claim instead of correcting it. */
async function writeOffWhenAsked({ claimloop }: RunningInstallation, { claimId }: Played): Promise<void> {
  const isAt = async (status: string): Promise<boolean> => (await claimloop.status(claimId)).status === status;
  const until = Date.now() + 60_000;
  while (Date.now() < until && !(await isAt('NEEDS_CORRECTION'))) await pause(250);
  await claimloop.writeOff(claimId, { writeOffId: `${claimId}-1`, reason: 'BAD_DEBT', by: 'test-biller' });
  while (Date.now() < until && !(await isAt('WRITTEN_OFF'))) await pause(250);
  expect(await isAt('WRITTEN_OFF')).toBe(true);
}

/** Waits until the placed account is recalled from the agency and written off. */
async function untilWrittenOff(office: RunningInstallation, played: readonly Played[]): Promise<void> {
  const placed = played.find(({ scenario }) => scenario?.end.status === 'PLACED');
  if (!placed) throw new Error('no scenario ends with the agency');
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(250)) {
    if ((await office.claimloop.status(placed.claimId)).status === 'WRITTEN_OFF') return;
  }
  throw new Error('the placed account was not written off');
}
