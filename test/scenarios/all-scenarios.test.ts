import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { someAtOnce } from '../../client/demo/at-once.ts';
import { endsOf } from '../../client/demo/end.ts';
import { builtInClaims, type DemoClaim } from '../../client/demo/intakes.ts';
import { play, type Played } from '../../client/demo/play.ts';
import { type DemoResult, resultOf } from '../../client/demo/result.ts';
import { allScenarios } from '../../client/demo/scenario.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// Plays every shipped scenario on one installation. Each ends as its file says, to the cent, and the books hold.

let office: RunningInstallation;
let result: DemoResult;

beforeAll(async () => {
  // A patient who is billed has the time to act, however slow the machine is.
  office = await bringUp({ profiles: { patient: { statementDays: [0, 15, 3_000, 3_600] } } });
  const { claimloop } = office;
  const claims = builtInClaims(allScenarios.length, 17, new Date().toISOString().slice(0, 10), allScenarios);
  const played = await someAtOnce(claims, start);
  await play(claimloop, played, { patienceMs: 45_000, show: () => undefined });
  await someAtOnce(played, async (claim) => (claim.view = await claimloop.status(claim.claimId)));
  const ends = await endsOf(
    claimloop,
    played.map(({ claimId }) => claimId),
    { isThorough: true },
  );
  result = resultOf(played, ends, await claimloop.trialBalance(), 0);
}, 300_000);

async function start(claim: DemoClaim): Promise<Played> {
  const { policy } = claim.intake as { policy: { profile: string } };
  if (claim.scenario?.people.some((one) => one.when === 'billed')) policy.profile = 'patient';
  const started = await office.claimloop.startClaim(claim.intake);
  if (started.kind !== 'started') throw new Error(`${claim.label}: ${JSON.stringify(started)}`);
  return { ...claim, claimId: started.claimId, view: undefined, isDone: false };
}

afterAll(async () => {
  await office?.remove();
}, 60_000);

describe('each scenario ends as its file says', () => {
  test.each(allScenarios.map(({ number, title }, index) => [number, title, index] as const))('%i. %s', (_, __, at) => {
    expect(result.claims[at]?.differences).toEqual([]);
  });
});

test('the ledger passes every check of its verification', async () => {
  expect((await office.claimloop.verifyLedger()).failure).toBeUndefined();
  expect(result.ledger.balanced).toBe(true);
});
