import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { claimWorkflowId } from '../workflows/messages.ts';

/** The claim's workflow task fails again and again: it takes no input until an operator has mended the cause. */
export class BlockedClaimError extends Error {
  constructor(claimId: string, attempts: number) {
    super(
      `Claim ${claimId} does not go on: its workflow task has failed ${attempts} times. ` +
        'The input may be applied when it goes on; the same input sent again is applied once. ' +
        `The Temporal UI shows the cause in ${claimWorkflowId(claimId)}.`,
    );
  }
}

/** A restart of the worker, or many inputs at once, cost a task some attempts, for some seconds. */
const blockedFrom = { attempts: 3, seconds: 25 } as const;

/** Runs a call to a claim. If it fails while the claim's workflow task fails, that is the error. */
export async function unlessBlocked<T>(client: Client, claimId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const attempts = await failedAttempts(client, claimId);
    throw attempts >= blockedFrom.attempts ? new BlockedClaimError(claimId, attempts) : error;
  }
}

/** How often the workflow task failed; 0 for one that is not tried for long yet. */
async function failedAttempts(client: Client, claimId: string): Promise<number> {
  try {
    const { raw } = await client.workflow.getHandle(claimWorkflowId(claimId)).describe();
    const { attempt = 0, originalScheduledTime } = raw.pendingWorkflowTask ?? {};
    const since = Date.now() / 1_000 - Number(originalScheduledTime?.seconds ?? Infinity);
    return since >= blockedFrom.seconds ? (attempt ?? 0) : 0;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 0;
    throw error;
  }
}
