import type { NextStep } from '../activities/contract.ts';
import { assertNever } from '../domain/assert-never.ts';
import { addDays } from '../domain/dates.ts';
import { recallAccount } from './agency.ts';
import { database, outbound } from './activity-options.ts';
import { type Desk, moneyMoved, moveTo, note, today } from './desk.ts';
import { hear } from './hear.ts';
import { nextFact, untilReleased, wait } from './in-tray.ts';
import { askPerson } from './person.ts';

/**
 * Works on what the payer owes, one stage at a time: check, send, hear, judge, correct, send again. Returns whenever
 * money may have moved, so that the ledger is asked anew who owes.
 */
export async function settleWithPayer(desk: Desk): Promise<void> {
  const { state } = desk;
  if (state.placement !== 'none') await recallAccount(desk, 'INSURANCE_FOUND');
  while (!state.moneyMoved) {
    switch (state.stage) {
      case 'to-send':
        await checkAndSend(desk);
        break;
      case 'sent':
        await awaitAcceptance(desk);
        break;
      case 'accepted':
        await awaitRemittance(desk);
        break;
      case 'rejected':
        await judgeRejection(desk);
        break;
      case 'adjudicated':
        await judgeAdjudication(desk);
        break;
      default:
        assertNever(state.stage);
    }
  }
}

/** Checks the codes, the coverage and the clocks; what passes is sent, what does not becomes a question. */
async function checkAndSend(desk: Desk): Promise<void> {
  const { state } = desk;
  const { claimId, version } = state;
  const check = await database.checkClaim({ claimId, version, today: today(desk) });
  if (check.kind === 'patient-liable') {
    note(desk, check.why);
    moneyMoved(desk);
    return;
  }
  if (check.kind === 'ask') return askPerson(desk, check.question);
  await untilReleased(desk);
  if (state.version !== version || state.moneyMoved) return;
  await send(desk);
}

async function send(desk: Desk): Promise<void> {
  const { state } = desk;
  moveTo(desk, { status: 'SUBMITTING', owner: 'SYSTEM', next: 'Send the claim', dueOn: null });
  await outbound.submitClaim.executeWithOptions({ summary: `Send the claim as ${state.sendAs}` }, [
    {
      claimId: state.claimId,
      version: state.version,
      submission: state.submissions + 1,
      as: state.sendAs,
      today: today(desk),
    },
  ]);
  Object.assign(state, { submissions: state.submissions + 1, resends: 0, stage: 'sent' });
  const dueOn = addDays(today(desk), state.policy.acknowledgementDays);
  moveTo(desk, { status: 'SUBMITTED', owner: 'PAYER', next: 'Payer accepts or rejects', dueOn });
}

async function awaitAcceptance(desk: Desk): Promise<void> {
  const { state } = desk;
  const dueOn = state.dueOn ?? addDays(today(desk), state.policy.acknowledgementDays);
  if (await heardBy(desk, dueOn, 'The payer to accept or reject')) return;
  await actOnSilence(desk);
}

async function awaitRemittance(desk: Desk): Promise<void> {
  const { state } = desk;
  const dueOn = state.dueOn ?? addDays(today(desk), state.policy.remittanceDays);
  if (await heardBy(desk, dueOn, 'The payer to pay or deny')) return;
  await askPerson(desk, {
    kind: 'silence',
    found: 'The payer accepted the claim and has sent no remittance in time.',
    canDo: 'Ask the payer for the status; the claim goes on when the remittance comes.',
  });
  state.dueOn = null;
}

/** Waits for the next fact. False when the day passed in silence. */
async function heardBy(desk: Desk, dueOn: NonNullable<Desk['state']['dueOn']>, what: string): Promise<boolean> {
  const { state } = desk;
  const how = await wait(desk, { for: what, dueOn, until: () => state.facts.length > 0 || state.moneyMoved });
  if (how === 'due') return false;
  for (let fact = nextFact(desk); fact; fact = nextFact(desk)) hear(desk, fact);
  return true;
}

/**
 * No acceptance in time: the same bytes go out again, which a payer can tell from a second claim; then a person is
 * called.
 */
async function actOnSilence(desk: Desk): Promise<void> {
  const { state } = desk;
  await untilReleased(desk);
  if (state.resends < state.policy.maxResends) {
    state.resends += 1;
    note(desk, 'No acknowledgement in time: sending the same file again.');
    await outbound.resendClaim.executeWithOptions({ summary: 'Send the same file again' }, [
      { claimId: state.claimId, submission: state.submissions, resend: state.resends },
    ]);
    state.dueOn = addDays(today(desk), state.policy.acknowledgementDays);
    return moveTo(desk, {
      status: 'SUBMITTED',
      owner: 'PAYER',
      next: 'Payer accepts or rejects (sent again)',
      dueOn: state.dueOn,
    });
  }
  await askPerson(desk, {
    kind: 'silence',
    found: 'The payer has not acknowledged the claim, though it was sent again.',
    canDo: 'Ask the clearinghouse; the claim goes on when an answer comes, or correct it to send it anew.',
  });
  if (state.facts.length === 0 && !state.moneyMoved) state.stage = 'to-send';
  state.dueOn = null;
}

async function judgeRejection(desk: Desk): Promise<void> {
  const { claimId, submissions: submission, automaticCorrections, policy } = desk.state;
  await follow(
    desk,
    await database.judgeRejection({ claimId, submission, automaticCorrections, policy, today: today(desk) }),
  );
}

async function judgeAdjudication(desk: Desk): Promise<void> {
  const { state } = desk;
  const { claimId, automaticCorrections, policy } = state;
  const step = await database.judgeAdjudication({ claimId, automaticCorrections, policy, today: today(desk) });
  if (step.kind === 'done') {
    state.stage = 'accepted';
    return moveTo(desk, {
      status: 'ACCEPTED',
      owner: 'PAYER',
      next: `Payer's next remittance: ${step.why}`,
      dueOn: addDays(today(desk), policy.remittanceDays),
    });
  }
  moveTo(desk, { status: 'DENIED', owner: 'SYSTEM', next: 'Find what the denial asks for', dueOn: today(desk) });
  await follow(desk, step);
}

/** Does what a rejection or denial calls for: a rule's correction is sent again, anything else is asked of a person. */
async function follow(desk: Desk, step: NextStep): Promise<void> {
  const { state } = desk;
  if (step.kind === 'done') return void (state.stage = 'sent');
  state.sendAs = step.as;
  if (step.kind === 'resubmit') {
    Object.assign(state, {
      version: step.version,
      automaticCorrections: state.automaticCorrections + 1,
      stage: 'to-send',
    });
    return moveTo(desk, { status: 'CORRECTING', owner: 'SYSTEM', next: step.why, dueOn: today(desk) });
  }
  const { version } = state;
  await askPerson(desk, step.question);
  if (state.version > version) state.stage = 'to-send';
  else for (let fact = nextFact(desk); fact; fact = nextFact(desk)) hear(desk, fact);
}
