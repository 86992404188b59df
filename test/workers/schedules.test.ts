import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TradingPartner } from '../../activities/config.ts';
import { schedulePickUps } from '../../workers/schedules.ts';
import { createDevServerEnvironment } from '../support/temporal.ts';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createDevServerEnvironment();
});

afterAll(() => env.teardown());

const partner = (partnerId: string, kind: TradingPartner['kind'] = 'payer'): TradingPartner => ({
  partnerId,
  kind,
  payerIds: [],
  transport: { kind: 'folder', inbox: '', outbox: '' },
  senderId: 'CLAIMLOOP',
  receiverId: 'PAYER',
  pollMs: 3_600_000,
  quietMinutes: 5,
});

async function scheduled(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { scheduleId } of env.client.schedule.list()) ids.push(scheduleId);
  return ids.toSorted();
}

/** Waits until the list of Schedules, which is updated with a delay, shows these ids. */
async function untilScheduled(ids: readonly string[]): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until && String(await scheduled()) !== String(ids);)
    await pause(200);
  expect(await scheduled()).toEqual(ids);
}

test('each partner except a mailing service has a Schedule; only those of removed partners are deleted', async () => {
  await env.client.schedule.create({
    scheduleId: 'somebody-elses',
    spec: { intervals: [{ every: '1 day' }] },
    action: { type: 'startWorkflow', workflowType: 'other', taskQueue: 'other' },
  });
  await schedulePickUps(env.client, [partner('one'), partner('two'), partner('mail', 'mail')]);
  await untilScheduled(['pickup-one', 'pickup-two', 'somebody-elses']);
  await schedulePickUps(env.client, [partner('two'), partner('three')]);
  await untilScheduled(['pickup-three', 'pickup-two', 'somebody-elses']);
});
