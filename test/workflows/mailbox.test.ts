import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Context } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { FileActivities, MailboxActivities } from '../../activities/contract.ts';
import type { mailbox } from '../../workflows/mailbox.ts';
import { claimsQueue, filesQueue, mailboxQueue } from '../../workflows/messages.ts';
import { createDevServerEnvironment, createTestWorker } from '../support/temporal.ts';

// A mailbox with many files stays within a workflow's limits: it continues as new.

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await createDevServerEnvironment();
});

afterAll(() => env.teardown());

test('17,400 files are fetched and read in batches, in runs of about a thousand events', async () => {
  let [left, unread, read] = [17_400, 0, 0];
  let becomeEmpty: () => void;
  const isEmpty = new Promise<void>((resolve) => (becomeEmpty = resolve));
  const mailboxes: MailboxActivities = {
    async visitMailbox() {
      if (left === 0) {
        becomeEmpty();
        return Context.current().cancelled;
      }
      const fetched = Math.min(200, left);
      [left, unread] = [left - fetched, unread + fetched];
      return { fetched };
    },
  };
  const files: Pick<FileActivities, 'readFiles'> = {
    async readFiles() {
      const some = read === 0 ? 50 : unread;
      [unread, read] = [unread - some, read + some];
      return { read: some, isMore: unread > 0 };
    },
  };
  const workers = await Promise.all([
    createTestWorker(env, {}),
    createTestWorker(env, { taskQueue: filesQueue, activities: { ...files } }),
    createTestWorker(env, { taskQueue: mailboxQueue, activities: { ...mailboxes }, shutdownGraceTime: 0 }),
  ]);
  const running = workers.map((worker) => worker.run());
  const handle = await env.client.workflow.start<typeof mailbox>('mailbox', {
    workflowId: 'mailbox-big',
    taskQueue: claimsQueue,
    args: [{ partnerId: 'big' }],
  });
  await isEmpty;
  expect(read).toBe(17_400);
  const runs = [];
  for await (const { historyLength, status } of env.client.workflow.list({ query: `WorkflowId = 'mailbox-big'` }))
    runs.push({ historyLength, status: status.name });
  expect(runs.map(({ status }) => status)).toEqual(['RUNNING', 'CONTINUED_AS_NEW']);
  for (const { historyLength } of runs) expect(historyLength).toBeLessThan(1_100);
  await handle.terminate();
  for (const worker of workers) worker.shutdown();
  await Promise.allSettled(running);
}, 117_400);
