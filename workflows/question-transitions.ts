import type { ClaimContext } from './claim-context.ts';
import type { AwaitedApproval, AwaitedPartner, OpenQuestion } from './state.ts';
import { writable } from './writable.ts';

// Transitions of what a claim asks, and of whom it waits for.

/** A question was asked. */
export function questionAsked(context: ClaimContext, asked: OpenQuestion): void {
  const state = writable(context);
  state.questions += 1;
  state.openQuestion = asked;
  if (asked.question.kind === 'denial') state.denialCategory = asked.question.category ?? 'Unknown';
}

/** Nobody answered in time: the question has a new due day, and may be escalated. */
export function questionEscalated(context: ClaimContext, asked: OpenQuestion): void {
  writable(context).openQuestion = asked;
}

/**
 * The open question is answered; its deadline is spent. A corrected claim counts as denied until it is sent again.
 */
export function questionAnswered(context: ClaimContext, { version }: OpenQuestion): void {
  const state = writable(context);
  state.openQuestion = null;
  if (state.version === version) state.denialCategory = null;
  if (state.standingUnderHold) state.standingUnderHold = { ...state.standingUnderHold, dueOn: null };
  else state.dueOn = null;
}

/** A person is asked about a requested cancellation. */
export function cancellationAsked(context: ClaimContext, workItemId: string): void {
  const state = writable(context);
  state.questions += 1;
  state.cancellationItem = workItemId;
}

/** The hold for a requested cancellation is released. */
export function cancellationAnswered(context: ClaimContext): void {
  writable(context).cancellationItem = null;
}

/** The claim waits for the answer to a question about a partner. */
export function partnerAwaited(context: ClaimContext, awaited: AwaitedPartner): void {
  writable(context).awaitedPartner = awaited;
}

/** The claim no longer waits for a partner. */
export function partnerWaitEnded(context: ClaimContext): void {
  writable(context).awaitedPartner = null;
}

/** A write-off waits for the approval of a second person. */
export function approvalAsked(context: ClaimContext, awaited: AwaitedApproval): void {
  writable(context).unapproved = [...context.state.unapproved, awaited];
}

/** A write-off is approved or refused. */
export function approvalEnded(context: ClaimContext, writeOffId: string): void {
  writable(context).unapproved = context.state.unapproved.filter((one) => one.writeOffId !== writeOffId);
}
