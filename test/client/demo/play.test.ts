import { expect, test } from '@jest/globals';
import { builtInClaims } from '../../../client/demo/intakes.ts';
import { play, type Played } from '../../../client/demo/play.ts';
import { isAsExpected, resultOf } from '../../../client/demo/result.ts';
import { scenarios } from '../../../client/demo/scenario.ts';
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

/** A client that returns one view after another, and records what people did. */
function claimloopShowing(views: readonly ClaimView[]) {
  const done: string[] = [];
  let queries = 0;
  const taken = { outcome: 'taken' } as const;
  return {
    done,
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

test('the biller answers a question, the patient pays after a statement, and the claim ends', async () => {
  const scenario = { number: 1, name: '', member: '', expected: 'SETTLED', paysAfter: 1 } as const;
  const answer = { reason: 'found', set: {} };
  const claim = aPlayed({ scenario: { ...scenario, answer } });
  const office = claimloopShowing([
    aView({ status: 'NEEDS_CORRECTION', workItemId: '7' }),
    aView({ status: 'PATIENT_DUE', statements: 0 }),
    aView({ status: 'PATIENT_DUE', statements: 1 }),
    aView({ status: 'SETTLED', balanceCents: 0 }),
  ]);
  await play(office, [claim], { patienceMs: 10_000, show: () => undefined });
  expect(office.done).toEqual(['correct C1-7', 'pay 5000']);
  expect(claim.isDone).toBe(true);
});

test('a demo without progress ends and is not as expected', async () => {
  const claim = aPlayed({ scenario: { number: 1, name: '', member: '', expected: 'SETTLED' } });
  await play(claimloopShowing([aView({})]), [claim], { patienceMs: 300, show: () => undefined });
  const result = resultOf([claim], [], { balanced: true, entries: 2 }, 1);
  expect(isAsExpected(result, [claim])).toBe(false);
});

test('a demo is as expected only when the books balance too', () => {
  const scenario = { number: 1, name: '', member: '', expected: 'SETTLED' } as const;
  const claim = aPlayed({ scenario, isDone: true, view: aView({ status: 'SETTLED' }) });
  const end = (balanced: boolean) => isAsExpected(resultOf([claim], [], { balanced, entries: 2 }, 1), [claim]);
  expect([end(true), end(false)]).toEqual([true, false]);
});
