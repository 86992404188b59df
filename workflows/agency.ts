import { addDays } from '../domain/dates.ts';
import { outbound } from './activity-options.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { runOutbound } from './outbound-step.ts';
import { askPerson } from './person.ts';
import { moveTo } from './standing.ts';
import type { RecallReason } from './state.ts';
import { accountPlaced, accountRecalled, moneyMoved, recallBegun } from './transitions.ts';
import { waitForNews } from './wait.ts';
import { writeOffBalance } from './write-off.ts';

/**
 * The agency has the account: it acknowledges the placement, collects, and after the agreed time returns what it could
 * not collect, which is then written off.
 */
export async function awaitAgency(context: ClaimContext): Promise<void> {
  const { state } = context;
  // The ledger says that the agency has it, and its file is not sent yet: money moved while a partner was awaited.
  if (state.placement === 'none') return placeAccount(context);
  if (state.placement === 'sent') return awaitAcknowledgment(context);
  if (state.placement === 'refused') return askAboutRefusal(context);
  const dueOn = addDays(state.placedOn ?? today(context), state.policy.placementDays);
  moveTo(context, { status: 'PLACED', owner: 'AGENCY', next: 'Agency collects, or returns the account', dueOn });
  if ((await waitForNews(context, 'The agency to collect', dueOn)) === 'arrived') return applyFacts(context);
  await recallAccount(context, 'CLIENT_REQUEST');
}

async function awaitAcknowledgment(context: ClaimContext): Promise<void> {
  const { state } = context;
  const dueOn = addDays(state.placedOn ?? today(context), state.policy.agencyAcknowledgmentDays);
  moveTo(context, { status: 'FINAL_NOTICE', owner: 'AGENCY', next: 'Agency acknowledges the placement', dueOn });
  if ((await waitForNews(context, 'The agency to acknowledge', dueOn)) === 'arrived') return applyFacts(context);
  await askPerson(context, {
    kind: 'agency',
    found: 'The agency has not acknowledged the placement.',
    canDo: 'Ask the agency to answer the file, or write the balance off.',
  });
}

function askAboutRefusal(context: ClaimContext): Promise<void> {
  return askPerson(context, {
    kind: 'agency',
    found: 'The agency refused the account.',
    canDo: 'Ask the agency why; record a payment, or write the balance off.',
  });
}

/** Places the account with the agency. A hold may come first. */
export async function placeAccount(context: ClaimContext): Promise<void> {
  const { claimId, placements } = context.state;
  const placement = placements + 1;
  const placedOn = today(context);
  const outcome = await runOutbound(context, () =>
    outbound.placeAccount.executeWithOptions({ summary: 'Place the account with the agency' }, [
      { claimId, placement, today: placedOn },
    ]),
  );
  if (outcome === 'stopped') return;
  accountPlaced(context, placement, placedOn);
  moneyMoved(context);
}

/**
 * Recalls the account from the agency; what is left is the patient's again, and is written off when the agency could
 * not collect it. 'stopped' when a hold came first.
 */
export async function recallAccount(context: ClaimContext, reason: RecallReason): Promise<'done' | 'stopped'> {
  recallBegun(context, reason);
  const { claimId, placements: placement } = context.state;
  const outcome = await runOutbound(context, () =>
    outbound.recallAccount.executeWithOptions({ summary: 'Recall the account from the agency' }, [
      { claimId, placement, reason, today: today(context) },
    ]),
  );
  if (outcome === 'stopped') return outcome;
  accountRecalled(context);
  if (reason === 'CLIENT_REQUEST') await writeOffBalance(context, { key: null, reason: 'COLLECTION_AGENCY' });
  return outcome;
}
