import { describe, expect, test } from '@jest/globals';
import { builtInClaims, type DemoClaim } from '../../../client/demo/intakes.ts';
import { play, type Played } from '../../../client/demo/play.ts';
import { isAsExpected, resultOf } from '../../../client/demo/result.ts';
import type { End } from '../../../client/demo/end.ts';
import { allScenarios, readScenario, type Scenario, scenarios } from '../../../client/demo/scenario.ts';
import type { Intake } from '../../../domain/schema/intake.ts';
import { shippedRules } from '../../../sandbox/rules.ts';
import type { ClaimView } from '../../../client/index.ts';
import { readIntake } from '../../../domain/schema/read-intake.ts';

// In a demo, people act once for each question and statement, and the demo recognizes its end.

const today = '2026-03-05';

const aView = (change: Partial<ClaimView>): ClaimView => ({
  claimId: 'C1',
  status: 'SUBMITTED',
  owner: 'PAYER',
  next: '',
  dueOn: null,
  holds: [],
  version: 1,
  submissions: 1,
  balanceCents: 5_000,
  statuses: [],
  intakeSha256: '',
  workItemId: null,
  statements: 0,
  ...change,
});

const aPlayed = (change: Partial<Played>): Played => ({
  intake: {},
  label: 'a claim',
  claimId: 'C1',
  view: undefined,
  isDone: false,
  ...change,
});

const aScenario = (people: readonly object[] = []): Scenario => {
  const end = { status: 'SETTLED', submissions: 1, paidCents: 0, contractualCents: 0, patientPaidCents: 5_000 };
  const json = { title: 'a story', shows: 'x', member: 'X', people, end: { ...end, writtenOffCents: 0 } };
  const read = readScenario('7-a-story.json', JSON.stringify(json));
  if (read.kind !== 'scenario') throw new Error(JSON.stringify(read.problems));
  return read.scenario;
};

const anEnd = (patientPaidCents: number): End => ({
  ...{ claimId: 'C1', chargedCents: 5_000, paidCents: 0, adjustedCents: 0, patientPaidCents, writtenOffCents: 0 },
  ...{ placedCents: 0, open: {}, exceptions: 0 },
});

/** A client that returns one view after another, and records what people did. */
function claimloopShowing(views: readonly ClaimView[], paidByPatient = 5_000) {
  const done: string[] = [];
  let queries = 0;
  const taken = { outcome: 'taken' } as const;
  const unused = () => Promise.reject(new Error('not in this story'));
  return {
    done,
    ...{ writeOff: unused, transfer: unused, hold: unused, release: unused, decideRemittance: unused },
    claimMoney: async () => [anEnd(paidByPatient)],
    ledgerClaim: async () => ({ claimId: 'C1', balances: [], entries: [] }),
    remittances: async () => ({ isMore: false, parts: [] }),
    status: async () => views[Math.min((queries += 1), views.length) - 1] ?? aView({}),
    correctClaim: async (_: string, { correctionId }: { correctionId: string }) => {
      done.push(`correct ${correctionId}`);
      return taken;
    },
    recordPayment: async (_: string, { amountCents }: { amountCents: number }) => {
      done.push(`pay ${amountCents}`);
      return taken;
    },
  };
}

test('every built-in claim is a valid patient file, and the same for the same seed', () => {
  const claims = builtInClaims(scenarios.length * 2, 7, today);
  expect(claims.map(({ intake }) => readIntake(intake).kind)).toEqual(claims.map(() => 'ok'));
  expect(builtInClaims(scenarios.length * 2, 7, today)).toEqual(claims);
  expect(builtInClaims(1, 8, today)).not.toEqual(builtInClaims(1, 7, today));
});

test('the biller answers a question once, the patient pays after a statement, and the claim ends', async () => {
  const claim = aPlayed({
    scenario: aScenario([
      { when: 'asked', do: 'correct', reason: 'found', set: { 'claim.note': 'x' } },
      { when: 'billed', statements: 2, do: 'pay' },
    ]),
  });
  const office = claimloopShowing([
    aView({ status: 'NEEDS_CORRECTION', workItemId: '7' }),
    aView({ status: 'NEEDS_CORRECTION', workItemId: '7' }),
    aView({ status: 'PATIENT_DUE', statements: 1 }),
    aView({ status: 'PATIENT_DUE', statements: 2 }),
    aView({ status: 'SETTLED', balanceCents: 0 }),
  ]);
  await play(office, [claim], { patienceMs: 10_000, show: () => undefined });
  expect(office.done).toEqual(['correct C1-1', 'pay 5000']);
  expect(claim.isDone).toBe(true);
});

test('an act whose answer was lost is repeated as it was, even when the claim has moved on', async () => {
  const claim = aPlayed({ scenario: aScenario([{ when: 'billed', do: 'pay' }]) });
  const views = [aView({ status: 'PATIENT_DUE', statements: 1 }), aView({ status: 'SETTLED', balanceCents: 0 })];
  const office = claimloopShowing(views);
  let calls = 0;
  const recordPayment: typeof office.recordPayment = async (id, payment) => {
    calls += 1;
    if (calls === 1) throw new Error('no answer');
    return office.recordPayment(id, payment);
  };
  const options = { patienceMs: 10_000, show: () => undefined };
  await expect(play({ ...office, recordPayment }, [claim], options)).rejects.toThrow('no answer');
  await play({ ...office, recordPayment }, [claim], options);
  expect([office.done, claim.isDone]).toEqual([['pay 5000'], true]);
});

const settled = aView({ status: 'SETTLED', balanceCents: 0 });
const result = (claim: Played, end: End, balanced = true) =>
  resultOf([claim], new Map([['C1', end]]), { balanced, entries: 2 }, 1);

test('a demo without progress ends, and the result says what differs to the cent', async () => {
  const claim = aPlayed({ scenario: aScenario() });
  await play(claimloopShowing([settled], 4_999), [claim], { patienceMs: 300, show: () => undefined });
  const found = result(claim, anEnd(4_999));
  expect(isAsExpected(found, [claim])).toBe(false);
  expect(found.claims[0]?.differences).toEqual(['paid by the patient: expected $50.00, found $49.99']);
});

test('a demo is as expected only when the books balance and every act came about', () => {
  const claim = aPlayed({ scenario: aScenario(), isDone: true, view: settled });
  const waiting = aPlayed({ ...claim, scenario: aScenario([{ when: 'billed', do: 'pay' }]) });
  expect([
    isAsExpected(result(claim, anEnd(5_000)), [claim]),
    isAsExpected(result(claim, anEnd(5_000), false), [claim]),
    isAsExpected(result(waiting, anEnd(5_000)), [waiting]),
  ]).toEqual([true, false, false]);
});

describe('scenarios', () => {
  test('every shipped one explains each cent of its charge, and has a behavior or plan of the sandbox', () => {
    const claims = builtInClaims(allScenarios.length, 1, today, allScenarios);
    const unexplained = allScenarios.filter(({ end }, index) => {
      const { claim } = (claims[index] as DemoClaim).intake as Intake;
      const charge = claim.serviceLines.reduce((sum, line) => sum + line.chargeAmountCents, 0);
      const open = Object.values(end.open).reduce((sum, cents) => sum + cents, 0);
      return end.paidCents + end.contractualCents + end.patientPaidCents + end.writtenOffCents + open !== charge;
    });
    expect(unexplained.map(({ name }) => name)).toEqual([]);
    expect(new Set(allScenarios.map(({ number }) => number)).size).toBe(allScenarios.length);
    const rules = shippedRules();
    const markers = [...rules.behaviors.map(({ marker }) => marker), ...rules.plans.flatMap(({ markers }) => markers)];
    const known = ({ member }: Scenario): boolean =>
      member === 'PAY' || member === '-' || markers.some((marker) => member.includes(marker));
    expect(allScenarios.filter((one) => !known(one)).map(({ name }) => name)).toEqual([]);
  });

  test('a fault of a user is named with its path and what is allowed', () => {
    const read = readScenario('mine.json', JSON.stringify({ title: 'x', shows: 'y', member: 'Z', ende: {} }));
    const paths = read.kind === 'problems' ? read.problems.map(({ path, allowed }) => `${path}: ${allowed}`) : [];
    expect(paths).toContain('ende: did you mean "end"?');
  });

  test('a change that does not fit is named', () => {
    const scenario = { ...aScenario(), change: { 'claim.serviceLinse[0].units': 2 } };
    expect(() => builtInClaims(1, 1, today, [scenario])).toThrow('did you mean "claim.serviceLines[0].units"?');
  });
});
