import { assertNever } from '../domain/assert-never.ts';
import { addDays, daysBetween, type IsoDate } from '../domain/dates.ts';
import type { NextStep } from '../activities/contract.ts';
import { outbound } from './activity-options.ts';
import { correctedByRule } from './correction-transitions.ts';
import { database } from './database.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { type OutboundStep, runOutbound } from './outbound-step.ts';
import { askPerson } from './person.ts';
import { moveTo, note } from './standing.ts';
import {
  claimResent,
  claimSubmitted,
  moneyMoved,
  sendingBegun,
  sendingStopped,
  stageReached,
  submissionKindChosen,
  voidCompleted,
} from './transitions.ts';
import { untilReleased, waitForNews } from './wait.ts';

/**
 * Works on what the payer owes, one stage at a time: check, send, await the answer, review it, correct, send again.
 * Returns whenever money may have moved, so that the ledger says again who owes.
 */
export async function settleWithPayer(context: ClaimContext): Promise<void> {
  const { state } = context;
  while (!state.hasMoneyMoved) {
    switch (state.stage) {
      case 'to-send':
        await checkAndSend(context);
        break;
      case 'sent':
        await awaitAcceptance(context);
        break;
      case 'accepted':
        await awaitRemittance(context);
        break;
      case 'rejected':
        await handleRejection(context);
        break;
      case 'adjudicated':
        await handleAdjudication(context);
        break;
      default:
        assertNever(state.stage);
    }
  }
}

/** Checks the codes, the coverage and the clocks. A claim that passes is sent; one that does not becomes a question. */
async function checkAndSend(context: ClaimContext): Promise<void> {
  const { state } = context;
  const { claimId, version, sendAs: as } = state;
  const submission = state.submissions + 1;
  const check = await database.checkClaim({ claimId, version, submission, as, today: today(context) });
  if (check.kind === 'patient-liable') {
    note(context, check.why);
    return moneyMoved(context);
  }
  if (check.kind === 'ask') return askPerson(context, check.question);
  await untilReleased(context);
  if (state.version === version && !state.hasMoneyMoved) await send(context);
}

async function send(context: ClaimContext): Promise<void> {
  moveTo(context, { status: 'SUBMITTING', owner: 'SYSTEM', next: 'Send the claim', dueOn: null });
  sendingBegun(context);
  const { claimId, version, submissions, sendAs } = context.state;
  const begunOn = today(context);
  const outcome = await sendingOutcome(context, {
    run: (standing) =>
      outbound.submitClaim.executeWithOptions({ summary: `Send the claim as ${sendAs}` }, [
        { claimId, version, submission: submissions + 1, as: sendAs, today: begunOn, standing },
      ]),
    lead: (after) => {
      claimSubmitted(after);
      const dueOn = answerDueOn(after, begunOn);
      moveTo(after, { status: 'SUBMITTED', owner: 'PAYER', next: 'Payer accepts or rejects', dueOn });
    },
  });
  if (outcome === 'stopped') note(context, 'A hold stopped the sending.');
}

/** Until when the payer acknowledges. Sending that took longer than a day counts from its end. */
function answerDueOn(context: ClaimContext, begunOn: IsoDate): IsoDate {
  const endedOn = today(context);
  const from = daysBetween(begunOn, endedOn) > 1 ? endedOn : begunOn;
  return addDays(from, context.state.policy.acknowledgmentDays);
}

/** Sends. Whatever ends it before the claim is out, a hold or a refusal, leaves a claim that can be corrected. */
async function sendingOutcome(context: ClaimContext, step: OutboundStep<void>): Promise<'done' | 'stopped'> {
  let outcome: 'done' | 'stopped' = 'stopped';
  try {
    if ((await runOutbound(context, step)) !== 'stopped') outcome = 'done';
  } finally {
    if (outcome === 'stopped') sendingStopped(context);
  }
  return outcome;
}

async function awaitAcceptance(context: ClaimContext): Promise<void> {
  const { dueOn, policy } = context.state;
  const deadline = dueOn ?? addDays(today(context), policy.acknowledgmentDays);
  if (!(await isAnsweredBy(context, deadline, 'The payer to accept or reject'))) await actOnSilence(context);
}

async function awaitRemittance(context: ClaimContext): Promise<void> {
  const { dueOn, policy } = context.state;
  const deadline = dueOn ?? addDays(today(context), policy.remittanceDays);
  if (await isAnsweredBy(context, deadline, 'The payer to pay or deny')) return;
  // A payer that had paid nothing has nothing to send about a void.
  if (context.state.sendAs === 'void') return voidCompleted(context);
  await askPerson(context, {
    kind: 'silence',
    found: 'The payer accepted the claim and has sent no remittance in time.',
    canDo: 'Ask the payer for the status; the claim continues when the remittance arrives.',
  });
}

/** Waits for the next fact and applies what arrived. False when the day passed in silence. */
async function isAnsweredBy(context: ClaimContext, dueOn: IsoDate, what: string): Promise<boolean> {
  if ((await waitForNews(context, what, dueOn)) === 'due') return false;
  applyFacts(context);
  return true;
}

/**
 * No acceptance in time: the same bytes go out again, which a payer can tell from a second claim; after that a person
 * is asked.
 */
async function actOnSilence(context: ClaimContext): Promise<void> {
  await untilReleased(context);
  if (context.state.resends < context.state.policy.maxResends) return resend(context);
  await askPerson(context, {
    kind: 'silence',
    found: 'The payer has not acknowledged the claim, though it was sent again.',
    canDo: 'Ask the clearinghouse; the claim continues when an answer arrives, or correct it to send it anew.',
  });
}

async function resend(context: ClaimContext): Promise<void> {
  const { claimId, submissions: submission, resends } = context.state;
  const begunOn = today(context);
  note(context, 'No acknowledgment in time: sending the same file again.');
  await runOutbound(context, {
    run: (standing) =>
      outbound.resendClaim.executeWithOptions({ summary: 'Send the same file again' }, [
        { claimId, submission, resend: resends + 1, standing },
      ]),
    lead: (after) => {
      claimResent(after);
      const dueOn = answerDueOn(after, begunOn);
      moveTo(after, { status: 'SUBMITTED', owner: 'PAYER', next: 'Payer accepts or rejects (sent again)', dueOn });
    },
  });
}

async function handleRejection(context: ClaimContext): Promise<void> {
  const { claimId, submissions: submission, automaticCorrections, policy } = context.state;
  const step = await database.reviewRejection({
    ...{ claimId, submission, automaticCorrections, policy },
    today: today(context),
  });
  if (step.kind === 'done') return stageReached(context, 'sent');
  // A rejected claim was never adjudicated: it is sent again as what it was.
  await follow(context, step);
}

async function handleAdjudication(context: ClaimContext): Promise<void> {
  const { claimId, automaticCorrections, policy } = context.state;
  const step = await database.reviewAdjudication({ claimId, automaticCorrections, policy, today: today(context) });
  if (step.kind === 'done') {
    if (context.state.sendAs === 'void' && !step.isPending) return voidCompleted(context);
    stageReached(context, 'accepted');
    const dueOn = addDays(today(context), policy.remittanceDays);
    const next = `Payer's next remittance: ${step.why}`;
    return moveTo(context, { status: 'ACCEPTED', owner: 'PAYER', next, dueOn });
  }
  const next = 'Find what the denial asks for';
  moveTo(context, { status: 'DENIED', owner: 'SYSTEM', next, dueOn: today(context) });
  submissionKindChosen(context, step.as);
  await follow(context, step);
}

/** Does what a rejection or denial calls for: a rule's correction is sent again; anything else is asked of a person. */
async function follow(context: ClaimContext, step: Exclude<NextStep, { kind: 'done' }>): Promise<void> {
  if (step.kind === 'resubmit') {
    correctedByRule(context, step.version);
    note(context, `Corrected by a rule: ${step.why}`);
    return moveTo(context, { status: 'CORRECTING', owner: 'SYSTEM', next: step.why, dueOn: today(context) });
  }
  await askPerson(context, step.question);
}
