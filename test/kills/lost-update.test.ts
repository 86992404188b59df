import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import type { Receipt } from '../../client/index.ts';
import type { ClaimStatus } from '../../domain/claim/status.ts';
import { cents } from '../../domain/money.ts';
import type { RunningInstallation } from '../support/installation.ts';
import { bringUpToLose, expectKills } from '../support/lost-tasks.ts';

// The worker is killed after an input of a person is stored and before its workflow task ends, while the caller waits:
// the caller is answered, a repeat under the same id is answered the same, and the effect exists once.

const steps = ['applyCorrection', 'recordPayment', 'writeOff', 'recordInput'];
let office: RunningInstallation;
let seed = 60;

beforeAll(async () => void (office = await bringUpToLose(steps)), 120_000);
afterAll(() => office?.remove(), 60_000);

/** Starts the claim of a scenario and waits until it is stored with this status. */
async function claimAt(scenario: number, status: ClaimStatus): Promise<string> {
  const chosen = scenarios.filter(({ number }) => number === scenario);
  const [claim] = builtInClaims(1, (seed += 1), new Date().toISOString().slice(0, 10), chosen);
  const started = await office.claimloop.startClaim(claim?.intake);
  if (started.kind !== 'started') throw new Error(started.kind);
  await until(started.claimId, status);
  return started.claimId;
}

async function until(claimId: string, status: ClaimStatus): Promise<void> {
  let found: ClaimStatus | undefined;
  for (const end = Date.now() + 60_000; Date.now() < end && found !== status; await pause(300))
    found = (await office.claimloop.list({ claimIds: [claimId] }))[0]?.status;
  expect([claimId, found]).toEqual([claimId, status]);
}

const taken: Receipt = { outcome: 'taken' };

/** Sends an input twice, and asks for the status meanwhile; the second time repeats the first. */
async function expectTakenOnce(claimId: string, kind: string, send: () => Promise<Receipt>): Promise<void> {
  const call = { isAnswered: false };
  const asking = (async () => {
    for (; !call.isAnswered; await pause(200)) await office.claimloop.status(claimId).catch(() => undefined);
  })();
  expect([await send(), await send()]).toEqual([taken, taken]);
  call.isAnswered = true;
  await asking;
  const inputs = (await office.claimloop.inputs(claimId)).filter((input) => input.kind === kind);
  expect(inputs).toMatchObject([{ refusal: null }]);
}

test('a note', async () => {
  const claimId = await claimAt(4, 'NEEDS_CORRECTION');
  await office.claimloop.addNote(claimId, { by: 'ann', text: 'called the payer' });
  expect(await office.claimloop.inputs(claimId)).toMatchObject([{ kind: 'addNote', refusal: null }]);
}, 90_000);

test('a correction', async () => {
  const claimId = await claimAt(4, 'NEEDS_CORRECTION');
  const set = { 'claim.priorAuthorizationNumber': 'AUTH4711' };
  const correction = { correctionId: 'c1', by: 'ann', reason: 'found', set };
  await expectTakenOnce(claimId, 'correctClaim', () => office.claimloop.correctClaim(claimId, correction));
  await until(claimId, 'SETTLED');
  expect((await office.claimloop.standing(claimId)).view).toMatchObject({ version: 2, submissions: 2 });
}, 90_000);

test('a payment', async () => {
  const claimId = await claimAt(7, 'PATIENT_DUE');
  const { balanceCents } = (await office.claimloop.standing(claimId)).view;
  const payment = { paymentId: 'p1', amountCents: cents(balanceCents), method: 'card', by: 'ann' } as const;
  await expectTakenOnce(claimId, 'recordPayment', () => office.claimloop.recordPayment(claimId, payment));
  await until(claimId, 'SETTLED');
  expect(await office.claimloop.claimMoney([claimId])).toMatchObject([{ patientPaidCents: balanceCents }]);
}, 90_000);

test('a write-off', async () => {
  const claimId = await claimAt(4, 'NEEDS_CORRECTION');
  const [money] = await office.claimloop.claimMoney([claimId]);
  const writeOff = { writeOffId: 'w1', reason: 'BAD_DEBT', by: 'ann' } as const;
  await expectTakenOnce(claimId, 'writeOff', () => office.claimloop.writeOff(claimId, writeOff));
  await until(claimId, 'WRITTEN_OFF');
  expect(await office.claimloop.claimMoney([claimId])).toMatchObject([{ writtenOffCents: money?.chargedCents }]);
}, 90_000);

test('each kill happened, and the books are balanced', async () => {
  expectKills(office, steps);
  expect(await office.claimloop.trialBalance()).toMatchObject({ balanced: true });
});
