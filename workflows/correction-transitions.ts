import type { Corrected } from '../activities/contract.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { ClaimContext } from './claim-context.ts';
import { moneyMoved } from './transitions.ts';
import { writable } from './writable.ts';

// Transitions of what is to be sent: a corrected patient file, or nothing any more.

/** A rule corrected the patient file; the new version is to be sent. */
export function correctedByRule(context: ClaimContext, version: number): void {
  const state = writable(context);
  state.version = version;
  state.automaticCorrections += 1;
  state.stage = 'to-send';
}

/** A person corrected the patient file; the new version is to be sent, perhaps to another payer by another day. */
export function correctedByPerson(
  context: ClaimContext,
  { version, chargedCents, payerId, timelyFilingOn, sendAs, debtor }: Corrected,
): void {
  const state = writable(context);
  context.isUnpublished ||= payerId !== state.payerId || timelyFilingOn !== state.timelyFilingOn;
  state.payerId = payerId;
  state.timelyFilingOn = timelyFilingOn;
  const isReopened = state.status === 'REOPENED';
  state.version = version;
  state.stage = 'to-send';
  if (isReopened) state.isReplacementOpen = true;
  if (sendAs !== undefined) {
    state.sendAs = sendAs;
    // Nobody owes what a void takes back; it goes to the payer all the same.
    state.isReplacementOpen = isReopened || sendAs === 'void';
  } else if (isReopened && state.submissions > 0 && state.sendAs !== 'void') state.sendAs = 'replacement';
  state.isZeroCharge = chargedCents === 0 && state.sendAs !== 'void';
  // A new charge changes who owes.
  if (debtor) moneyMoved(context, debtor);
  else state.debtor = null;
}

/** A person closes the claim although the payer has not processed what was to be sent. */
export function claimWithdrawn(context: ClaimContext, debtor: Debtor): void {
  const state = writable(context);
  state.isReplacementOpen = false;
  state.isZeroCharge = false;
  state.isWithdrawn = true;
  moneyMoved(context, debtor);
}
