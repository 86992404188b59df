import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { isClosed } from '../domain/claim/status.ts';
import { type ClaimContext, hasNews } from './claim-context.ts';
import { comeToRest } from './rest.ts';
import { moveTo } from './standing.ts';
import type { ClaimEnd, ClaimInput } from './state.ts';
import { holdReleased } from './transitions.ts';

/** A claim's history stays in the hundreds of events: past this many it continues in a new run. */
const eventsBeforeNewRun = 1_000;

/** Whether the claim should continue in a new run before it does anything else. */
export function isRunLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength >= eventsBeforeNewRun || continueAsNewSuggested;
}

/** Continues in a new run when the history is long, once every input has been answered. */
export async function continueWhenLong(context: ClaimContext): Promise<void> {
  if (!isRunLong() || context.inputs.length > 0) return;
  await condition(allHandlersFinished);
  await comeToRest(context);
  await continueAsNew<(input: ClaimInput) => Promise<ClaimEnd>>({ resumed: context.state });
}

/**
 * Nobody owes: the claim is closed, as settled, as written off when something was given up, or as withdrawn. Undefined
 * if something arrived meanwhile.
 */
export async function closeClaim(context: ClaimContext): Promise<ClaimEnd | undefined> {
  const { claimId, isWithdrawn, isWrittenOff, status } = context.state;
  // The journal decides: a write-off may be posted by an attempt whose workflow task was lost.
  const end = isWithdrawn ? 'WITHDRAWN' : isWrittenOff ? 'WRITTEN_OFF' : 'SETTLED';
  // A hold ends with its claim: nothing is left to stop.
  for (const name of context.state.holds) holdReleased(context, name);
  if (!isClosed(status)) moveTo(context, { status: end, owner: 'NONE', next: '', dueOn: null });
  await comeToRest(context);
  return hasNews(context) ? undefined : { claimId, status: context.state.status };
}

/** Thrown out of a wait when the claim must continue in a new run; the loop catches it. */
export class NewRunNeeded extends Error {}
