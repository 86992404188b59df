import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  sleep,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { StandingRecord } from '../activities/standing-contract.ts';
import { applyInputs } from './apply-input.ts';
import type { ClaimContext } from './claim-context.ts';
import { recordAfter, recordStored } from './rest.ts';
import { untilReleased } from './wait.ts';

/** The step is done, with the result of its activity. */
export interface Done<Result> {
  readonly result: Result;
}

type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A step that sends something. */
export interface OutboundStep<Result> {
  /** Runs the activity, which stores the standing as it marks the file as sent. */
  readonly run: (standing: StandingRecord) => Promise<Result>;
  /** What the step changes in the claim once it is done. */
  readonly lead: (context: ClaimContext) => void;
}

/**
 * Runs a step that sends something, once no hold is in force, and meanwhile applies inputs, so that each is answered at
 * once however long a partner is away. A hold stops the next attempt: 'stopped' then, and nothing more is tried.
 */
export async function runOutbound<Result>(
  context: ClaimContext,
  step: OutboundStep<Result>,
): Promise<Done<Result> | 'stopped'> {
  await untilReleased(context);
  return runStep(context, step, () => context.state.holds.length > 0);
}

/** Like `runOutbound`, for what a hold does not stop: it ends collection, or corrects what the agency collects. */
export async function runEvenHeld(context: ClaimContext, step: OutboundStep<void>): Promise<void> {
  await runStep(context, step, () => false);
}

async function runStep<Result>(
  context: ClaimContext,
  step: OutboundStep<Result>,
  isToStop: () => boolean,
): Promise<Done<Result> | 'stopped'> {
  const standing = recordAfter(context, step.lead);
  const outcome = await whileInputs(context, () => step.run(standing), isToStop);
  if (outcome === 'stopped') return outcome;
  step.lead(context);
  recordStored(context, standing);
  return outcome;
}

async function whileInputs<Result>(
  context: ClaimContext,
  step: () => Promise<Result>,
  isToStop: () => boolean,
): Promise<Done<Result> | 'stopped'> {
  const scope = new CancellationScope();
  const ended: { outcome?: Outcome<Result> } = {};
  void scope
    .run(() => onceDatabaseAnswers(step))
    .then(
      (result) => (ended.outcome = { kind: 'done', result }),
      (error: unknown) => (ended.outcome = isStopped(error) ? { kind: 'stopped' } : { kind: 'failed', error }),
    );
  for (;;) {
    await condition(() => ended.outcome !== undefined || context.inputs.length > 0);
    await applyInputs(context);
    const { outcome } = ended;
    if (outcome?.kind === 'failed') throw outcome.error;
    if (outcome) return outcome.kind === 'done' ? { result: outcome.result } : 'stopped';
    if (isToStop()) scope.cancel();
  }
}

/** Runs the step again, however long the database or every worker is away: nothing is wrong with the claim then. */
async function onceDatabaseAnswers<Result>(step: () => Promise<Result>): Promise<Result> {
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
