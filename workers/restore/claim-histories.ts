import { type Client, type WorkflowExecutionInfo, WorkflowNotFoundError } from '@temporalio/client';
import type { ChangedClaim, ClaimHistories } from '../../activities/restore/histories.ts';
import { instant, type Instant } from '../../domain/dates.ts';
import { claimWorkflowId } from '../../workflows/messages.ts';
import { inputsIn, lastEventAt, openingIn } from './read-history.ts';

/** The workflows of claims on a Temporal server, with their histories. */
export function claimHistories(client: Client): ClaimHistories {
  return {
    async *changedSince(moment) {
      for (const [workflowId, runs] of await runsByWorkflow(client)) {
        const changed: WorkflowExecutionInfo[] = [];
        for (const run of runs) if (await isChanged(client, run, moment)) changed.push(run);
        if (changed.length > 0) yield await changedClaim(client, workflowId, runs, changed);
      }
    },
    async end(claimId) {
      try {
        await client.workflow.getHandle(claimWorkflowId(claimId)).terminate('PostgreSQL was restored.');
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    signal: (claimId, kind, value) => client.workflow.getHandle(claimWorkflowId(claimId)).signal(kind, value),
  };
}

/** The runs of each workflow, oldest first. */
async function runsByWorkflow(client: Client): Promise<ReadonlyMap<string, readonly WorkflowExecutionInfo[]>> {
  const groups = new Map<string, WorkflowExecutionInfo[]>();
  for await (const run of client.workflow.list({ query: `WorkflowType = 'claim'` }))
    groups.set(run.workflowId, [run, ...(groups.get(run.workflowId) ?? [])]);
  for (const runs of groups.values()) runs.sort((one, other) => one.startTime.getTime() - other.startTime.getTime());
  return groups;
}

/** Whether the run did something after that moment. One that was ended to be continued still counts. */
async function isChanged(client: Client, run: WorkflowExecutionInfo, moment: Instant): Promise<boolean> {
  if (run.closeTime) return run.closeTime.getTime() >= Date.parse(moment);
  return (await lastEventAt(client, run)) >= Date.parse(moment);
}

async function changedClaim(
  client: Client,
  workflowId: string,
  [first]: readonly WorkflowExecutionInfo[],
  changed: readonly WorkflowExecutionInfo[],
): Promise<ChangedClaim> {
  const inputs: ChangedClaim['inputs'][number][] = [];
  for (const run of changed) inputs.push(...(await inputsIn(client, run)));
  const opening = first && (await openingIn(client, first));
  return {
    claimId: workflowId.replace(/^claim-/, ''),
    opening: opening && { ...opening, at: instant(first.startTime.getTime()) },
    inputs,
  };
}
