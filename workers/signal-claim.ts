import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { ActivityContext } from '../activities/context.ts';
import { claimWorkflowId, factSignal } from '../workflows/messages.ts';

/** Returns a function that signals facts to a claim's workflow. It returns `closed` if no such workflow is open. */
export function claimSignaler(client: Client): ActivityContext['signalClaim'] {
  return async (claimId, facts) => {
    try {
      await client.workflow.getHandle(claimWorkflowId(claimId)).signal(factSignal, ...facts);
      return 'signaled';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'closed';
      throw error;
    }
  };
}
