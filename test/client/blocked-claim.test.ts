import { describe, expect, test } from '@jest/globals';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { BlockedClaimError, unlessBlocked } from '../../client/blocked-claim.ts';

// A server that describes a workflow whose task was attempted so often, for so long.
function serverWith(attempt: number | undefined, seconds = 60): Client {
  const originalScheduledTime = { seconds: Math.floor(Date.now() / 1_000) - seconds };
  const pendingWorkflowTask = attempt === undefined ? null : { attempt, originalScheduledTime };
  const describe = () => Promise.resolve({ raw: { pendingWorkflowTask } });
  return { workflow: { getHandle: () => ({ describe }) } } as unknown as Client;
}

const late = new Error('DEADLINE_EXCEEDED');
const fail = () => Promise.reject(late);

describe('a call to a claim', () => {
  test('returns its answer', async () => {
    expect(await unlessBlocked(serverWith(9), 'C1', () => Promise.resolve('answer'))).toBe('answer');
  });

  test('that fails while the workflow task fails says so', async () => {
    const failed = unlessBlocked(serverWith(3), 'C1', fail);
    await expect(failed).rejects.toBeInstanceOf(BlockedClaimError);
    await expect(failed).rejects.toThrow('Claim C1 does not go on: its workflow task has failed 3 times.');
  });

  test.each([undefined, 1, 2])('fails as it failed when the task was attempted %s times', async (attempt) => {
    await expect(unlessBlocked(serverWith(attempt), 'C1', fail)).rejects.toBe(late);
  });

  test('fails as it failed when many inputs at once made the task fail for some seconds', async () => {
    await expect(unlessBlocked(serverWith(5, 20), 'C1', fail)).rejects.toBe(late);
  });

  test('fails as it failed when there is no workflow', async () => {
    const describe = () => Promise.reject(new WorkflowNotFoundError('none', 'claim-C1', undefined));
    const client = { workflow: { getHandle: () => ({ describe }) } } as unknown as Client;
    await expect(unlessBlocked(client, 'C1', fail)).rejects.toBe(late);
  });
});
