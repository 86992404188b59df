import { assertNever } from '../domain/assert-never.ts';
import { factRefusal } from '../domain/claim/check-fact.ts';
import type { Fact } from '../domain/claim/facts.ts';
import { addDays } from '../domain/dates.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { moveTo, note, showReceipt } from './standing.ts';
import { partnerWaitEnded } from './question-transitions.ts';
import { moneyMoved, nextFact, placementAnswered, stageReached } from './transitions.ts';

/** Applies every fact that has arrived, oldest first. */
export function applyFacts(context: ClaimContext): void {
  for (let fact = nextFact(context); fact; fact = nextFact(context)) applyFact(context, fact);
}

/** Moves the claim to the stage that a fact means. A late or overtaken answer changes nothing. */
function applyFact(context: ClaimContext, fact: Fact): void {
  const { submissions, stoppedVersion, placements } = context.state;
  // A partner may have what a hold stopped on the way.
  const sent = submissions + (stoppedVersion === null ? 0 : 1);
  const reason = factRefusal(fact, { submissions: sent, placements });
  if (reason) return showReceipt(context, 'fact', { outcome: 'refused', reason });
  switch (fact.kind) {
    case 'adjudicated': // A remittance can overtake its acknowledgment; a payment implies acceptance.
      // One for a claim that was never sent moves its money, and not the claim past its sending.
      if (sent > 0) stageReached(context, 'adjudicated');
      moneyMoved(context);
      return note(context, 'A remittance was posted.');
    case 'accepted':
      return applyAcceptance(context, fact);
    case 'rejected':
      return applyRejection(context, fact);
    case 'partnerAnswered':
      if (context.state.awaitedPartner?.workItemId === fact.workItemId) partnerWaitEnded(context);
      return;
    case 'agencyAnswered':
      return applyAgencyAnswer(context, fact);
    default:
      assertNever(fact);
  }
}

function applyAcceptance(context: ClaimContext, fact: Extract<Fact, { kind: 'accepted' }>): void {
  const { submissions, stage, policy } = context.state;
  if (fact.submission !== submissions || stage !== 'sent')
    return note(context, 'An acceptance arrived late; nothing changes.');
  stageReached(context, 'accepted');
  const dueOn = addDays(today(context), policy.remittanceDays);
  moveTo(context, { status: 'ACCEPTED', owner: 'PAYER', next: 'Payer pays or denies', dueOn });
}

function applyRejection(context: ClaimContext, fact: Extract<Fact, { kind: 'rejected' }>): void {
  const { submissions, stage } = context.state;
  if (fact.submission !== submissions || (stage !== 'sent' && stage !== 'accepted'))
    return note(context, 'A rejection arrived late; nothing changes.');
  stageReached(context, 'rejected');
  note(context, `The payer's ${fact.by} rejected the claim.`);
  const next = `Find what the ${fact.by} rejects`;
  moveTo(context, { status: 'REJECTED', owner: 'SYSTEM', next, dueOn: today(context) });
}

function applyAgencyAnswer(context: ClaimContext, fact: Extract<Fact, { kind: 'agencyAnswered' }>): void {
  if (context.state.placement !== 'sent')
    return note(context, 'The agency answered for an account that awaits no answer; nothing changes.');
  placementAnswered(context, fact.accepted ? 'acknowledged' : 'refused');
  note(context, fact.accepted ? 'The agency acknowledged the account.' : 'The agency refused the account.');
}
