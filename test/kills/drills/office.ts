import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { builtInClaims } from '../../../client/demo/intakes.ts';
import { play, type Played } from '../../../client/demo/play.ts';
import { readInterchanges, read837P } from '../../../x12/index.ts';
import { claimsIn } from '../../../sandbox/payer/read-claims.ts';
import type { RunningInstallation } from '../../support/installation.ts';

/** The number of claims: 10 in `npm test`; CLAIMLOOP_DRILL_CLAIMS says otherwise. */
export const drillClaims = Number(process.env['CLAIMLOOP_DRILL_CLAIMS'] ?? 10);

/** Milliseconds in which the claims reach their ends after the drill. */
export const drillMs = 60_000 + 4_000 * drillClaims;

/** The installation of a drill: a patient who means to pay has the time to, however long the drill takes. */
export const drillOffice = { profiles: { patient: { statementDays: [0, 15, 3_000, 3_600] } } };

/** Starts claims of all stories. */
export async function startClaims(office: RunningInstallation, count: number, seed: number): Promise<Played[]> {
  const played: Played[] = [];
  for (const claim of builtInClaims(count, seed, new Date().toISOString().slice(0, 10))) {
    const { policy } = claim.intake as { policy: { profile: string } };
    if (claim.scenario?.people.some((one) => one.do === 'pay')) policy.profile = 'patient';
    const started = await office.claimloop.startClaim(claim.intake);
    if (started.kind !== 'started') throw new Error(`not started: ${started.kind}`);
    played.push({ ...claim, claimId: started.claimId, view: undefined, isDone: false });
  }
  return played;
}

/**
 * Plays the biller and the patients for so long, or until every story has ended. A busy machine may answer late: what
 * people do is then tried again.
 */
export async function playFor(office: RunningInstallation, played: readonly Played[], ms: number): Promise<void> {
  const end = Date.now() + ms;
  const show = (): void => {
    if (Date.now() >= end) throw new Stop();
  };
  while (Date.now() < end && played.some(({ isDone }) => !isDone)) {
    try {
      await play(office.claimloop, played, { patienceMs: ms, show });
    } catch (error) {
      if (error instanceof Stop) return;
      await pause(500);
    }
  }
}

class Stop extends Error {}

/** Runs a command on the installation; returns its output, whatever its exit code. */
export async function run(office: RunningInstallation, ...args: readonly string[]): Promise<string> {
  const program = fileURLToPath(new URL('../../../bin/claimloop.mjs', import.meta.url));
  const command = promisify(execFile)(process.execPath, [program, ...args, '--data', office.folder], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const { stdout, stderr } = await command.catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

/** Every claim at its expected end, all money explained, and the books balanced. */
export async function expectRightEnds(office: RunningInstallation, played: readonly Played[]): Promise<void> {
  const ends = played.map(({ claimId, scenario, view }) => `${claimId} ${scenario?.number}: ${view?.status}`);
  expect(ends).toEqual(
    played.map(({ claimId, scenario }) => `${claimId} ${scenario?.number}: ${scenario?.end.status}`),
  );
  const money = await office.claimloop.claimMoney(played.map(({ claimId }) => claimId));
  const unexplained = money.filter((claim) => {
    const { paidCents, adjustedCents, patientPaidCents, writtenOffCents, placedCents, chargedCents } = claim;
    return paidCents + adjustedCents + patientPaidCents + writtenOffCents + placedCents !== chargedCents;
  });
  expect(unexplained).toEqual([]);
  expect(await office.claimloop.trialBalance()).toMatchObject({ balanced: true });
}

/**
 * Nothing was sent twice: the payer has each submission of a claim once, in bytes of their own and under one control
 * number, with the resends of a claim that the payer ignores; the agency has each placement once; each statement is one
 * file.
 */
export function expectNothingSentTwice(office: RunningInstallation, played: readonly Played[]): void {
  const inbox = join(office.folder, 'sandbox', 'root', 'payer', 'inbox');
  const sent = readdirSync(inbox).map((name) => {
    const [interchange] = readInterchanges(readFileSync(join(inbox, name))).interchanges;
    const [set] = interchange?.groups[0]?.sets ?? [];
    const read = set && read837P(set);
    if (!read || read.kind === 'faulty') throw new Error(`${name} cannot be read`);
    return { name, control: interchange?.control ?? '', claimId: claimsIn(read.value)[0]?.patientControlNumber ?? '' };
  });
  const first = sent.filter(({ name }) => !/-r\d+\./.test(name));
  expect(new Set(first.map(({ control }) => control)).size).toBe(first.length);
  const counts = played.map(({ claimId, view }) => ({
    claimId,
    sent: first.filter((one) => one.claimId === claimId).length,
    submissions: view?.submissions,
  }));
  expect(counts.filter(({ sent: files, submissions }) => files !== submissions)).toEqual([]);
  const expected = played.map(({ scenario }) => submissionsOf[scenario?.number ?? 0] ?? 1);
  expect(counts.map(({ sent: files }) => files)).toEqual(expected);
}

/** No question about a claim is open that has come to its end. */
export async function expectNoQuestions(office: RunningInstallation, played: readonly Played[]): Promise<void> {
  const ids = new Set(played.map(({ claimId }) => claimId));
  const { items } = await office.claimloop.worklist();
  expect(items.filter(({ claimId }) => claimId !== null && ids.has(claimId))).toEqual([]);
}

/** How often a claim of each story is sent, if not once. */
const submissionsOf: Readonly<Record<number, number>> = { 2: 2, 3: 2, 4: 2, 6: 0 };

/** Waits until something holds. */
export async function until(what: string, holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await pause(500)) if (await holds()) return;
  throw new Error(`${what} did not happen in ${ms / 1_000} s`);
}
