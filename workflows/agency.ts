import { addDays, type IsoDate } from '../domain/dates.ts';
import type { RecallReason } from '../domain/policy/placement.ts';
import { outbound } from './activity-options.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { runEvenHeld, runOutbound } from './outbound-step.ts';
import { askPerson } from './person.ts';
import { moveTo, note } from './standing.ts';
import type { Standing } from './state.ts';
import { accountPlaced, accountRecalled, directPaymentReported, moneyMoved, recallBegun } from './transitions.ts';
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
  if (state.placement !== 'refused') await reportDirectPayments(context);
  if (state.placement === 'sent') return awaitAcknowledgment(context);
  if (state.placement === 'refused') return askAboutRefusal(context);
  const dueOn = addDays(state.placedOn ?? today(context), state.policy.placementDays);
  moveTo(context, { status: 'PLACED', owner: 'AGENCY', next: 'Agency collects, or returns the account', dueOn });
  if ((await waitForNews(context, 'The agency to collect', dueOn)) === 'arrived') return applyFacts(context);
  await recallAccount(context, 'CLIENT_REQUEST');
  await writeOffUncollected(context);
}

async function awaitAcknowledgment(context: ClaimContext): Promise<void> {
  const standing = untilAcknowledged(context);
  moveTo(context, standing);
  if ((await waitForNews(context, 'The agency to acknowledge', standing.dueOn)) === 'arrived')
    return applyFacts(context);
  await askPerson(context, {
    kind: 'agency',
    found: 'The agency has not acknowledged the placement.',
    canDo: 'Ask the agency to answer the file, or write the balance off.',
  });
}

function untilAcknowledged(context: ClaimContext): Standing & { readonly dueOn: IsoDate } {
  const { placedOn, policy } = context.state;
  const dueOn = addDays(placedOn ?? today(context), policy.agencyAcknowledgmentDays);
  return { status: 'FINAL_NOTICE', owner: 'AGENCY', next: 'Agency acknowledges the placement', dueOn };
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
  const { claimId, placements, policy } = context.state;
  const placement = placements + 1;
  const placedOn = today(context);
  const outcome = await runOutbound(context, {
    run: (standing) =>
      outbound.placeAccount.executeWithOptions({ summary: 'Place the account with the agency' }, [
        { claimId, placement, policy, today: placedOn, standing },
      ]),
    lead: (after) => {
      accountPlaced(after, placement, placedOn);
      moveTo(after, untilAcknowledged(after));
    },
  });
  if (outcome !== 'stopped') moneyMoved(context, outcome.result.debtor);
}

/** Recalls the account from the agency; what is left is the patient's again. No hold stops it. */
export async function recallAccount(context: ClaimContext, reason: RecallReason): Promise<void> {
  recallBegun(context, reason);
  const { claimId, placements: placement } = context.state;
  await runEvenHeld(context, {
    run: (standing) =>
      outbound.recallAccount.executeWithOptions({ summary: 'Recall the account from the agency' }, [
        { claimId, placement, reason, today: today(context), standing },
      ]),
    lead: (after) => {
      accountRecalled(after);
      note(after, `The account was recalled from the agency (${reason}).`);
    },
  });
}

/** Writes off what the agency could not collect. */
export async function writeOffUncollected(context: ClaimContext): Promise<void> {
  await writeOffBalance(context, 'COLLECTION_AGENCY');
}

/** Tells the agency of each payment made here while it has the account, so that it does not collect it again. */
async function reportDirectPayments(context: ClaimContext): Promise<void> {
  const { claimId, placements: placement } = context.state;
  for (let [paymentId] = context.state.paymentsToReport; paymentId; [paymentId] = context.state.paymentsToReport) {
    const payment = { claimId, placement, paymentId, today: today(context) };
    await runEvenHeld(context, {
      run: (standing) =>
        outbound.reportDirectPayment.executeWithOptions({ summary: 'Tell the agency of a payment' }, [
          { ...payment, standing },
        ]),
      lead: (after) => {
        directPaymentReported(after, paymentId);
        note(after, 'The agency was told of a payment that was made here.');
      },
    });
  }
}
