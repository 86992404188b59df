import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { ClaimWorkflows } from '../activities/context.ts';
import { continuedRun } from '../client/continued-run.ts';
import { answerOf } from '../client/query.ts';
import type { Fact } from '../domain/claim/facts.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import type { claim } from '../workflows/claim.ts';
import {
  claimsQueue,
  claimWorkflowId,
  factSignal,
  searchAttributes,
  statusQuery,
  storeStanding,
} from '../workflows/messages.ts';
import { log } from './log.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** Milliseconds in which a claim must answer a repair. */
const repairMs = 20_000;

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
    async storeStanding(claimId) {
      const handle = client.workflow.getHandle(claimWorkflowId(claimId));
      try {
        return await client.withDeadline(Date.now() + repairMs, () => handle.executeUpdate(storeStanding));
      } catch (error) {
        // The claim stays listed; the log says why.
        log('warn', `The standing of claim ${claimId} could not be stored: ${errorSentence(error)}`);
        return false;
      }
    },
    waitingTasks: () => waitingTasks(client),
    async statusOf(claimId) {
      const handle = client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
      return answerOf(async () => {
        if ((await handle.describe()).status.name !== 'RUNNING') return undefined;
        return (await handle.query(statusQuery)).status;
      });
    },
  };
}

async function waitingTasks(client: Client): Promise<number> {
  const { stats } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: claimsQueue },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    reportStats: true,
  });
  return Number(stats?.approximateBacklogCount ?? 0);
}
