import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TradingPartner } from '../../activities/config.ts';
import { endOtherMailboxes, keepStandingWorkflows, renewStandingWorkflows } from '../../workers/standing-workflows.ts';
import { createDevServerEnvironment, createTestWorker } from '../support/temporal.ts';

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

/** What a worker with these partners does when it starts. */
async function startWith(...partners: readonly TradingPartner[]): Promise<void> {
  await endOtherMailboxes(env.client, partners);
  (await keepStandingWorkflows(env.client, partners)).stop();
}

async function running(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { workflowId, runId } of env.client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
    found.set(workflowId, runId);
  return found;
}

/** Waits until the list of workflows, which is updated with a delay, shows these. */
async function untilRunning(...ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const shown = async (): Promise<string> => [...(await running()).keys()].toSorted().join(' ');
  for (const until = Date.now() + 20_000; Date.now() < until && (await shown()) !== ids.join(' ');) await pause(200);
  expect(await shown()).toBe(ids.join(' '));
  return running();
}

test('each partner except a mailing service has one mailbox; only those of removed partners are ended', async () => {
  const worker = await createTestWorker(env, {});
  await worker.runUntil(async () => {
    await startWith(partner('one'), partner('two'), partner('mail', 'mail'));
    const before = await untilRunning('mailbox-one', 'mailbox-two', 'signaling');
    // Another worker starts, and knows another partner.
    await startWith(partner('two'), partner('three'));
    const after = await untilRunning('mailbox-three', 'mailbox-two', 'signaling');
    expect(after.get('mailbox-two')).toBe(before.get('mailbox-two'));
    expect(after.get('signaling')).toBe(before.get('signaling'));
    const ended = await env.client.workflow.getHandle('mailbox-one').describe();
    expect(ended.status.name).toBe('CANCELLED');
    // After a change of keys, none of them is the one that ran before.
    await renewStandingWorkflows(env.client);
    const renewed = await untilRunning('mailbox-three', 'mailbox-two', 'signaling');
    for (const [id, runId] of renewed) expect(runId).not.toBe(after.get(id));
  });
}, 120_000);
