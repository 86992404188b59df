import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { claimStatuses } from '../domain/claim/status.ts';
import { startOfDay } from '../domain/clock.ts';
import { instant, type IsoDate } from '../domain/dates.ts';
import { cents, dollars } from '../domain/money.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { type ClaimView, type Receipt, searchAttributes } from './messages.ts';
import type { Standing } from './state.ts';
import { claimHeld, holdReleased, inboxNoted, standingChanged, timelineNoted } from './transitions.ts';

/**
 * Moves the claim to another standing: the only way its status changes, holds aside. The timeline and the details in
 * the Temporal UI show it at once; search attributes follow where the claim comes to rest.
 */
export function moveTo(context: ClaimContext, standing: Standing, denialCategory?: string): void {
  if (standingChanged(context, standing)) note(context, claimStatuses[standing.status]);
  publishDetails(context);
  context.unpublished = { ...context.unpublished, ...(denialCategory ? { denialCategory } : {}) };
}

/** Holds the claim by that name: nothing is sent until the hold is released. */
export function hold(context: ClaimContext, name: string): void {
  claimHeld(context, name);
  note(context, claimStatuses.ON_HOLD);
  publishDetails(context);
  context.unpublished ??= {};
}

/** Releases the hold of that name; after the last one, the claim shows where it stands now. */
export function release(context: ClaimContext, name: string): void {
  holdReleased(context, name);
  publishDetails(context);
  context.unpublished ??= {};
}

/** Adds a line to the claim's timeline. */
export function note(context: ClaimContext, what: string): void {
  const { status } = context.state;
  timelineNoted(context, { on: today(context), at: instant(Date.now()), status, what });
}

/** Shows an input with its receipt, taken or refused, so that none vanishes. */
export function showReceipt(context: ClaimContext, input: string, receipt: Receipt): void {
  inboxNoted(context, { at: instant(Date.now()), input, receipt });
  if (receipt.outcome === 'taken') note(context, `Took ${input}.`);
  publishDetails(context);
}

/**
 * Brings the search attributes up to date. Called where the claim comes to rest: nobody searches for a status that it
 * only passes, and each upsert costs an event.
 */
export function publishSearchAttributes(context: ClaimContext): void {
  const { state, unpublished } = context;
  if (!unpublished) return;
  context.unpublished = undefined;
  const { denialCategory } = unpublished;
  const at = (date: IsoDate): Date => new Date(startOfDay(state.policy.clock, date));
  upsertSearchAttributes([
    { key: searchAttributes.claimStatus, value: state.status },
    { key: searchAttributes.nextActionOwner, value: state.owner },
    { key: searchAttributes.nextActionAt, value: state.dueOn ? at(state.dueOn) : null },
    { key: searchAttributes.balanceCents, value: state.balanceCents },
    ...(state.payerId
      ? [
          { key: searchAttributes.payerId, value: state.payerId },
          { key: searchAttributes.timelyFilingAt, value: at(state.timelyFilingOn) },
        ]
      : []),
    ...(denialCategory ? [{ key: searchAttributes.denialCategory, value: denialCategory }] : []),
  ]);
}

/** What the `status` query returns. */
export function viewOf({ state }: ClaimContext): ClaimView {
  const { claimId, status, owner, next, dueOn, holds, version, submissions, balanceCents } = state;
  const { statuses, intakeSha256, openQuestion, awaitedPartner, statements } = state;
  const workItemId = openQuestion?.workItemId ?? awaitedPartner?.workItemId ?? null;
  return {
    ...{ claimId, status, owner, next, dueOn, holds, version, submissions, balanceCents },
    ...{ statuses, intakeSha256, workItemId, statements },
  };
}

/** Writes the current details that the Temporal UI shows; what was refused comes first. */
export function publishDetails({ state }: ClaimContext): void {
  const refused = state.inbox.filter(({ receipt }) => receipt.outcome === 'refused').slice(-3);
  setCurrentDetails(
    [
      ...refused.map(({ input, receipt }) => `Refused ${input}: ${'reason' in receipt ? receipt.reason : ''}`),
      `**${state.status}** - ${claimStatuses[state.status]}`,
      `Next: ${state.next || 'nothing'}${state.dueOn ? ` by ${state.dueOn}` : ''} (${state.owner})`,
      `Open: ${dollars(cents(state.balanceCents))}. Submitted ${state.submissions} time(s).`,
      ...(state.holds.length > 0 ? [`Held: ${state.holds.join(', ')}`] : []),
    ].join('\n\n'),
  );
}
