import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { FileActivities } from '../../activities/contract.ts';
import { claimsQueue, filesQueue } from '../../workflows/messages.ts';
import type { pickUpFiles } from '../../workflows/pick-up-files.ts';
import { createDevServerEnvironment, createTestWorker } from '../support/temporal.ts';

// pickUpFiles with many files stays within a workflow's limits, and signals claims while it runs.

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createDevServerEnvironment();
});

afterAll(() => env.teardown());

test('9,200 files are fetched, read and signaled in batches, within a thousand events', async () => {
  let [left, unread, toSignal] = [9_200, 0, 0];
  const signaledAfter: number[] = [];
  const files: FileActivities = {
    async fetchFiles() {
      const fetched = Math.min(200, left);
      [left, unread] = [left - fetched, unread + fetched];
      return { fetched, isMore: left > 0 };
    },
    async readFiles() {
      const read = unread;
      [unread, toSignal] = [0, toSignal + read];
      return { read, isMore: false, hasMessages: toSignal > 0 };
    },
    reconcile: async () => ({ claims: 0, workflows: 0, differences: [] }),
    verifyLedger: async () => ({ checks: [] }),
    async signalClaims() {
      const signaled = toSignal;
      toSignal = 0;
      signaledAfter.push(9_200 - left);
      return { signaled, isMore: false };
    },
  };
  const [workflows, activities] = await Promise.all([
    createTestWorker(env, {}),
    createTestWorker(env, { taskQueue: filesQueue, activities: { ...files } }),
  ]);
  const events = await workflows.runUntil(
    activities.runUntil(async () => {
      const handle = await env.client.workflow.start<typeof pickUpFiles>('pickUpFiles', {
        workflowId: 'pickup-big',
        taskQueue: claimsQueue,
        args: [{ partnerId: 'big' }],
      });
      expect(await handle.result()).toEqual({ read: 9_200 });
      return (await handle.describe()).historyLength;
    }),
  );
  expect(signaledAfter).toHaveLength(46);
  expect(signaledAfter[0]).toBe(200);
  expect(events).toBeLessThan(1_000);
});
