import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { signalClaims, signalWaiting } from '../../../activities/files/signal-claims.ts';
import { addToOutbox } from '../../../activities/files/outbox.ts';
import type { ActivityContext } from '../../../activities/context.ts';
import { visitMailbox } from '../../../activities/files/visit-mailbox.ts';
import { isoDate } from '../../../domain/dates.ts';
import { anActivity, install, type Installation } from '../installation.ts';

// Facts in the outbox reach their claims, at a pace that keeps new claims going, whatever else is signaled.

let office: Installation;
beforeEach(async () => void (office = await install()), 120_000);
afterEach(() => office?.remove());

/** Puts one fact for each of so many claims into the outbox. */
async function waiting(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, index) => ({
    claimId: `CLAIM${index}`,
    fact: { kind: 'accepted', key: `k${index}`, on: isoDate('2026-03-10') } as never,
  }));
  await addToOutbox(office.context.database.sql, facts);
}

const unsignaled = async (): Promise<number> =>
  Number((await office.db.query('select count(*) as n from outbox_event where delivered_at is null'))[0]?.['n']);

/** Runs the activity with these changes until it is canceled. */
function signaling(claims: Partial<ActivityContext['claims']> = {}) {
  const activity = anActivity();
  const context = { ...office.context, claims: { ...office.context.claims, ...claims } };
  const ended = expect(activity.run(() => signalClaims(context))).rejects.toThrow(CancelledFailure);
  return {
    async stop() {
      activity.cancel('WORKER_SHUTDOWN');
      await ended;
    },
  };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 10_000; Date.now() < limit && !(await isSo());) await pause(50);
  expect(await isSo()).toBe(true);
}

test('facts that are added while it waits are signaled too, once, until the worker ends', async () => {
  const running = signaling();
  await waiting(3);
  await until(async () => (await unsignaled()) === 0);
  await waiting(4);
  await until(() => office.signaled.length === 4);
  await running.stop();
  await waiting(5);
  await pause(600);
  expect(office.signaled).toHaveLength(4);
});

test('while workflow tasks wait for a worker, no further batch is signaled', async () => {
  await waiting(450);
  let tasks = 101;
  const running = signaling({ waitingTasks: async () => tasks });
  await until(() => office.signaled.length === 100);
  await pause(800);
  expect(office.signaled).toHaveLength(100);
  tasks = 100;
  await until(() => office.signaled.length === 450);
  await running.stop();
});

test('a claim that cannot be signaled does not stop the others, and is tried again', async () => {
  await waiting(150);
  const { signal } = office.context.claims;
  let failures = 0;
  const claims: ActivityContext['claims'] = {
    ...office.context.claims,
    async signal(claimId, facts) {
      if (claimId !== 'CLAIM7' || failures === 1) return signal(claimId, facts);
      failures += 1;
      throw new Error('too many signals');
    },
  };
  await expect(signalWaiting({ ...office.context, claims })).rejects.toThrow('too many signals');
  expect(await unsignaled()).toBe(1);
  expect(await signalWaiting({ ...office.context, claims })).toBe(1);
  expect(new Set(office.signaled.map(({ claimId }) => claimId)).size).toBe(150);
});

test('a visit to a mailbox is not held up while thousands of claims are signaled', async () => {
  await waiting(2_000);
  const { signal } = office.context.claims;
  const running = signaling({
    signal: async (claimId, facts) => {
      await pause(5);
      return signal(claimId, facts);
    },
  });
  await until(() => office.signaled.length > 100);
  const visit = anActivity();
  const fetched = await visit.run(() =>
    visitMailbox(office.context, { partnerId: 'payer' }, async () => ({ fetched: 1, isMore: false })),
  );
  expect(fetched).toEqual({ fetched: 1 });
  expect(await unsignaled()).toBeGreaterThan(1_000);
  await running.stop();
});
