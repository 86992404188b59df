import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { awaitAgency } from './agency.ts';
import { database } from './activity-options.ts';
import { askPerson } from './person.ts';
import { collectFromPatient } from './patient.ts';
import { hear } from './hear.ts';
import { settleWithPayer } from './payer.ts';
import { closeClaim, continueWhenLong, hasMail, type Desk, openDesk, today } from './desk.ts';
import { nextFact, receiveMessages, workInputs } from './in-tray.ts';
import type { ClaimEnd, ClaimInput, ClaimStart, ClaimState } from './state.ts';

/**
 * One claim, from the visit to the last cent. Whoever owes is worked on, payer before patient; it ends when nobody
 * owes. A reversal at any time changes the answer, and so brings the claim back to the payer.
 */
export async function claim(input: ClaimInput): Promise<ClaimEnd> {
  const desk = openDesk();
  receiveMessages(desk);
  if ('resumed' in input) desk.resume(input.resumed);
  else if (!(await takeIn(desk, input))) return { claimId: input.claimId, status: 'REFUSED' };
  for (;;) {
    await continueWhenLong(desk);
    const isDone = await stepOrAsk(desk);
    if (!isDone) continue;
    // What came in meanwhile is looked at first: a reversal reopens, and nothing that a person sent is dropped.
    await workInputs(desk);
    if (!hasMail(desk)) return closeClaim(desk);
    for (let fact = nextFact(desk); fact; fact = nextFact(desk)) hear(desk, fact);
  }
}

/** Stores the patient file and posts the charges. False when it cannot be opened, and says why. */
async function takeIn(desk: Desk, start: ClaimStart): Promise<boolean> {
  const opened = await database.openClaim({ ...start, today: today() });
  if (opened.kind === 'refused') {
    desk.refuse(start, opened.why);
    return false;
  }
  desk.open(start, opened);
  return true;
}

/**
 * One round: who owes now is worked on. A step that is refused for good becomes a person's task, never a dead claim.
 */
async function stepOrAsk(desk: Desk): Promise<boolean> {
  try {
    return await workOnDebtor(desk);
  } catch (error) {
    if (!(error instanceof ActivityFailure) || !(error.cause instanceof ApplicationFailure)) throw error;
    await askPerson(desk, {
      kind: 'correction',
      found: `The step ${error.activityType} was refused (${error.cause.type ?? 'unknown'}).`,
      canDo: 'Correct the claim, or write it off.',
    });
    return false;
  }
}

async function workOnDebtor(desk: Desk): Promise<boolean> {
  const state: ClaimState = desk.state;
  const debtor = state.debtor ?? (await database.whoOwes({ claimId: state.claimId, policy: state.policy }));
  Object.assign(state, { moneyMoved: false, debtor: null });
  state.balanceCents = debtor.kind === 'nobody' ? 0 : debtor.balanceCents;
  switch (debtor.kind) {
    case 'payer':
      await settleWithPayer(desk);
      return false;
    case 'patient':
      await collectFromPatient(desk, debtor);
      return false;
    case 'agency':
      await awaitAgency(desk);
      return false;
    case 'nobody':
      return true;
    default:
      return assertNever(debtor);
  }
}
