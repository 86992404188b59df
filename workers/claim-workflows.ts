import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { ClaimWorkflows } from '../activities/context.ts';
import { continuedRun } from '../client/continued-run.ts';
import { answerOf } from '../client/query.ts';
import type { Fact } from '../domain/claim/facts.ts';
import type { claim } from '../workflows/claim.ts';
import { claimWorkflowId, factSignal, searchAttributes, statusQuery } from '../workflows/messages.ts';

/** The workflows of claims on the Temporal server of a client. */
export function claimWorkflows(client: Client): ClaimWorkflows {
  return {
    async signal(claimId, facts) {
      try {
        await client.workflow.getHandle(claimWorkflowId(claimId)).signal(factSignal, ...facts);
        return 'signaled';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'closed';
        throw error;
      }
    },
    async resume(claimId, facts) {
      await client.workflow.signalWithStart<typeof claim, Fact[]>('claim', {
        ...continuedRun(claimId),
        signal: factSignal,
        signalArgs: [...facts],
      });
    },
    async *running() {
      const query = `WorkflowType = 'claim' and ExecutionStatus = 'Running'`;
      for await (const { workflowId, typedSearchAttributes } of client.workflow.list({ query }))
        yield {
          claimId: workflowId.replace(/^claim-/, ''),
          status: typedSearchAttributes.get(searchAttributes.claimStatus),
        };
    },
    async statusOf(claimId) {
      const handle = client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
      return answerOf(async () => {
        if ((await handle.describe()).status.name !== 'RUNNING') return undefined;
        return (await handle.query(statusQuery)).status;
      });
    },
  };
}
