import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  sleep,
  TimeoutFailure,
} from '@temporalio/workflow';
import { applyInputs } from './apply-input.ts';
import type { ClaimContext } from './claim-context.ts';
import { untilReleased } from './wait.ts';

type Outcome = { readonly kind: 'done' | 'stopped' } | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Runs a step that sends something, once no hold is in force, and meanwhile applies inputs, so that each is answered at
 * once however long a partner is away. A hold stops the next attempt: 'stopped' then, and nothing more is tried.
 */
export async function runOutbound(context: ClaimContext, step: () => Promise<unknown>): Promise<'done' | 'stopped'> {
  await untilReleased(context);
  return whileInputs(context, step, () => context.state.holds.length > 0);
}

/** Like `runOutbound`, for what a hold does not stop: it ends collection, or corrects what the agency collects. */
export async function runEvenHeld(context: ClaimContext, step: () => Promise<unknown>): Promise<void> {
  await whileInputs(context, step, () => false);
}

async function whileInputs(
  context: ClaimContext,
  step: () => Promise<unknown>,
  isToStop: () => boolean,
): Promise<'done' | 'stopped'> {
  const scope = new CancellationScope();
  const ended: { outcome?: Outcome } = {};
  void scope
    .run(() => onceDatabaseAnswers(step))
    .then(
      () => (ended.outcome = { kind: 'done' }),
      (error: unknown) => (ended.outcome = isStopped(error) ? { kind: 'stopped' } : { kind: 'failed', error }),
    );
  for (;;) {
    await condition(() => ended.outcome !== undefined || context.inputs.length > 0);
    await applyInputs(context);
    const { outcome } = ended;
    if (outcome?.kind === 'failed') throw outcome.error;
    if (outcome) return outcome.kind;
    if (isToStop()) scope.cancel();
  }
}

/** Runs the step again, however long the database or every worker is away: nothing is wrong with the claim then. */
async function onceDatabaseAnswers(step: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
    await sleep('10 minutes', { summary: 'The database to answer' });
  }
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof ActivityFailure) || error.retryState === 'CANCEL_REQUESTED') return false;
  const { cause } = error;
  return cause instanceof TimeoutFailure || (cause instanceof ApplicationFailure && cause.type === 'database-away');
}

/** Whether the activity ended because it was to be canceled: before an attempt, or after one that failed. */
function isStopped(error: unknown): boolean {
  return isCancellation(error) || (error instanceof ActivityFailure && error.retryState === 'CANCEL_REQUESTED');
}
