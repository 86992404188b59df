import { setCurrentDetails } from '@temporalio/workflow';
import { claimStatuses } from '../domain/claim/status.ts';
import { instant } from '../domain/dates.ts';
import { cents, dollars } from '../domain/money.ts';
import { type ClaimContext, today } from './claim-context.ts';
import type { Receipt } from './messages.ts';
import type { Standing } from './state.ts';
import { claimHeld, holdReleased, inboxNoted, standingChanged, timelineNoted } from './transitions.ts';

/**
 * Moves the claim to another standing: the only way its status changes, holds aside. The timeline and the details in
 * the Temporal UI show it at once; search attributes follow where the claim comes to rest.
 */
export function moveTo(context: ClaimContext, standing: Standing): void {
  if (standingChanged(context, standing)) note(context, claimStatuses[standing.status]);
  publishDetails(context);
  context.isUnpublished = true;
}

/** Holds the claim by that name: nothing is sent until the hold is released. */
export function hold(context: ClaimContext, name: string): void {
  claimHeld(context, name);
  note(context, claimStatuses.ON_HOLD);
  publishDetails(context);
  context.isUnpublished = true;
}

/** Releases the hold of that name; after the last one, the claim shows where it stands now. */
export function release(context: ClaimContext, name: string): void {
  holdReleased(context, name);
  publishDetails(context);
  context.isUnpublished = true;
}

/** Adds a line to the claim's timeline. */
export function note(context: ClaimContext, what: string): void {
  const { status } = context.state;
  timelineNoted(context, { on: today(context), at: instant(Date.now()), status, what });
}

/** Shows an input with its receipt, taken or refused, so that none vanishes. `line` says what was taken. */
export function showReceipt(context: ClaimContext, input: string, receipt: Receipt, line?: string): void {
  inboxNoted(context, { at: instant(Date.now()), input, receipt });
  if (line !== undefined) note(context, line);
  publishDetails(context);
}

/** Writes the current details that the Temporal UI shows; what was refused comes first. */
export function publishDetails({ state, isDraft }: ClaimContext): void {
  if (isDraft) return;
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
