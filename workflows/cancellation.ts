import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import { addDays } from '../domain/dates.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { database } from './database.ts';
import { cancellationAnswered, cancellationAsked } from './question-transitions.ts';

/** The hold under which a claim stands whose workflow was to be canceled. */
export const cancellationHold = 'cancellation-requested';

/**
 * Runs the work of a claim so that "Request Cancellation" does not end it: the claim is held, and a person is asked.
 * What is under way is finished.
 */
export function uncanceled<T>(context: ClaimContext, work: () => Promise<T>): Promise<T> {
  void CancellationScope.current().cancelRequested.catch(() => holdForCancellation(context));
  return CancellationScope.nonCancellable(work);
}

function holdForCancellation({ inputs }: ClaimContext): void {
  const reason = 'The cancellation of the workflow was requested in Temporal.';
  const value = { name: cancellationHold, by: 'Temporal', reason };
  inputs.push({ key: `cancellation-${workflowInfo().runId}`, kind: 'hold', value });
}

/** Asks a person what is to be done with a claim whose workflow was to be canceled. */
export async function askAboutCancellation(context: ClaimContext): Promise<void> {
  const { claimId, questions, policy } = context.state;
  const askedOn = today(context);
  const { workItemId } = await database.openWorkItem({
    claimId,
    key: `${claimId}:cancellation:${questions + 1}`,
    question: {
      kind: 'cancellation',
      found: 'Somebody requested the cancellation of the workflow in Temporal. The claim is held and stays open.',
      canDo: `Release the hold ${cancellationHold}, or write the balance off.`,
    },
    dueOn: addDays(askedOn, policy.workItemDays),
    today: askedOn,
  });
  cancellationAsked(context, workItemId);
}

/** The hold is released: the question is answered. */
export async function closeCancellation(context: ClaimContext): Promise<void> {
  const { cancellationItem: workItemId } = context.state;
  if (workItemId === null) return;
  await database.closeWorkItem({ workItemId, how: 'the hold was released', today: today(context) });
  cancellationAnswered(context);
}
