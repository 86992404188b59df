import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { inputProblems } from '../domain/claim/check-input.ts';
import type { InputKind } from '../domain/claim/inputs.ts';
import { addDays, isoDate } from '../domain/dates.ts';
import type { Receipt } from '../workflows/messages.ts';

/** gRPC's RESOURCE_EXHAUSTED and FAILED_PRECONDITION. */
const busyCodes: ReadonlySet<number> = new Set([8, 9]);
/** Failures of an Update that its claim did not answer: a workflow task, or the claim, ended first. */
const unseenTypes: ReadonlySet<string> = new Set(['UnprocessedUpdate', 'AcceptedUpdateCompletedWorkflow']);
/** Milliseconds to the first and at most between further tries, and how long to try. */
const firstWaitMs = 100;
const longestWaitMs = 2_000;
const tryForMs = 120_000;

/**
 * Checks an input, sends it, and returns its receipt. What the check or the claim refuses is a receipt, not an error.
 * While the claim has ten Updates under way, it is tried again, and says so on stderr.
 */
export async function sendInput(kind: InputKind, input: unknown, send: () => Promise<Receipt>): Promise<Receipt> {
  // The claim knows its office's day; no office is further ahead than tomorrow in UTC.
  const latest = addDays(isoDate(new Date().toISOString().slice(0, 10)), 1);
  const problems = inputProblems(kind, input, latest);
  if (problems.length > 0) return { outcome: 'refused', reason: problems.join('. ') };
  const until = Date.now() + tryForMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await send();
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError && error.cause && !isUnprocessed(error.cause))
        return { outcome: 'refused', reason: error.cause.message };
      if (!(isBusy(error) || isUnprocessed(error)) || Date.now() > until) throw error;
    }
    if (waitMs === longestWaitMs) process.emitWarning('The claim has ten inputs under way; waiting to send the next.');
    await pause(waitMs * (0.5 + Math.random() / 2));
  }
}

/**
 * Whether the claim cannot take an Update just now: it has ten under way (RESOURCE_EXHAUSTED), or its workflow task is
 * being tried again (FAILED_PRECONDITION). The id of the Update makes sending it again safe.
 */
function isBusy(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (isGrpcServiceError(at) && busyCodes.has(at.code)) return true;
  return false;
}

/**
 * Whether the server dropped the Update because a workflow task ended without looking at it, as happens to one that
 * arrives while a local activity runs. The claim has not seen it, so it can be sent again.
 */
function isUnprocessed(error: unknown): boolean {
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : error;
  return failure instanceof ApplicationFailure && unseenTypes.has(failure.type ?? '');
}
