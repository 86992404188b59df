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

/** Attempts from which on a task fails for a reason of its own: a restart of the worker costs one or two. */
const blockedFrom = 3;

/** Runs a call to a claim. If it fails while the claim's workflow task fails, that is the error. */
export async function unlessBlocked<T>(client: Client, claimId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const attempts = await failedAttempts(client, claimId);
    throw attempts >= blockedFrom ? new BlockedClaimError(claimId, attempts) : error;
  }
}

async function failedAttempts(client: Client, claimId: string): Promise<number> {
  try {
    const { raw } = await client.workflow.getHandle(claimWorkflowId(claimId)).describe();
    return raw.pendingWorkflowTask?.attempt ?? 0;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 0;
    throw error;
  }
}
