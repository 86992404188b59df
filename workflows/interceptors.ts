import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Interceptors of every workflow; the bundle names this module. */
export const interceptors: WorkflowInterceptorsFactory = () => ({ internals: [refusingEarlyEvents()] });

type Internals = NonNullable<ReturnType<WorkflowInterceptorsFactory>['internals']>[number];
type Activation = Parameters<NonNullable<Internals['activate']>>[0]['activation'];

/**
 * Refuses events that reach the workflow before their workflow task does. A query that waited while no worker was up
 * is delivered with the whole history, and the SDK applies also the events that still wait for a workflow task: in
 * the time of the task before. What the workflow then decides by the clock, a replay decides otherwise, and the claim
 * could never be replayed again. Refused, the query fails and the run leaves the cache; the workflow task then finds
 * the events as usual.
 */
function refusingEarlyEvents(): Internals {
  let before: string | undefined;
  return {
    activate(input, next) {
      const { activation, batchIndex } = input;
      const now = timeOf(activation);
      // A workflow task always moves the clock; only later batches and local activities of a task share its time.
      if (batchIndex === 0 && !activation.isReplaying && now === before && bringsEvents(activation))
        throw new Error('A query brought events for which there is no workflow task yet; ask again.');
      before = now;
      next(input);
    },
  };
}

function timeOf({ timestamp }: Activation): string {
  return `${timestamp?.seconds?.toString()}.${timestamp?.nanos}`;
}

function bringsEvents({ jobs }: Activation): boolean {
  return (jobs ?? []).some(
    ({ fireTimer, signalWorkflow, cancelWorkflow, doUpdate, resolveActivity }) =>
      fireTimer ??
      signalWorkflow ??
      cancelWorkflow ??
      doUpdate ??
      // One that is canceled before it was scheduled is resolved within its workflow task.
      (resolveActivity && !resolveActivity.isLocal && !resolveActivity.result?.cancelled),
  );
}
