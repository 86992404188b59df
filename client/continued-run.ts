import type { WorkflowStartOptions } from '@temporalio/client';
import type { claim } from '../workflows/claim.ts';
import { claimsQueue, claimWorkflowId } from '../workflows/messages.ts';

type Options = WorkflowStartOptions<typeof claim>;

/** How a new run of a stored claim is started, when Temporal has none that is open. */
export function continuedRun(claimId: string): Pick<Options, 'workflowId' | 'taskQueue' | 'staticSummary'> & {
  readonly args: [{ readonly stored: string }];
  readonly workflowIdConflictPolicy: 'USE_EXISTING';
  readonly workflowIdReusePolicy: 'ALLOW_DUPLICATE';
} {
  return {
    workflowId: claimWorkflowId(claimId),
    taskQueue: claimsQueue,
    args: [{ stored: claimId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `Claim ${claimId}`,
  };
}
