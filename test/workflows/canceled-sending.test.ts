import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isoDate } from '../../domain/dates.ts';
import { release, statusQuery } from '../../workflows/messages.ts';
import { createDevServerEnvironment } from '../support/temporal.ts';
import { type FakeOffice, fakeOffice, withClaim } from './office.ts';

// "Request Cancellation" while a claim is being sent: it is sent once, and held then. On the dev server: the
// time-skipping server refuses a workflow task that cancels an activity that has just completed, and never repeats it.

const on = isoDate('2026-01-05');
const name = 'cancellation-requested';
let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createDevServerEnvironment();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
});

async function until({ done }: FakeOffice, step: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(50)) if (done.includes(step)) return;
  throw new Error(`${step} did not happen`);
}

/** An office that sends until `finish` is called. */
function sendingOffice(): FakeOffice & { readonly finish: () => void } {
  const office = fakeOffice();
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  office.answer({
    submitClaim: async ({ submission }) => {
      office.done.push('sending');
      await finished;
      office.done.push(`submit ${submission}`);
    },
  });
  return { ...office, finish };
}

async function expectHeldAndSentOnce(office: FakeOffice, meanwhile: () => Promise<void>): Promise<void> {
  await withClaim(env, office, async ({ handle, signal }) => {
    await until(office, 'sending');
    await handle.cancel();
    await meanwhile();
    const view = () => handle.query(statusQuery);
    for (const end = Date.now() + 30_000; Date.now() < end && (await view()).submissions === 0;) await pause(50);
    expect(await view()).toMatchObject({ status: 'ON_HOLD', submissions: 1 });
    await handle.executeUpdate(release, { args: [{ name, by: 'ann' }] });
    expect(await view()).toMatchObject({ status: 'SUBMITTED', submissions: 1 });
    Object.assign(office.books, { payer: 0 });
    await signal({ kind: 'adjudicated', key: 'b', on });
    expect((await handle.result()).status).toBe('SETTLED');
  });
  expect(office.done.filter((step) => step.startsWith('submit'))).toEqual(['submit 1']);
}

test('a claim that is sent after it was held', async () => {
  const office = sendingOffice();
  await expectHeldAndSentOnce(office, async () => {
    await until(office, 'ask cancellation');
    await pause(500);
    office.finish();
  });
});

test('a claim that is sent in the workflow task that holds it', async () => {
  const office = sendingOffice();
  const { openWorkItem } = office.activities;
  office.answer({
    openWorkItem: async (input) => {
      office.finish();
      await until(office, 'submit 1');
      // The server takes the completion before that of the workflow task.
      await pause(500);
      return openWorkItem(input);
    },
  });
  await expectHeldAndSentOnce(office, () => until(office, 'ask cancellation'));
});
