import { mayBePlaced } from '../domain/policy/placement.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import { addDays, type IsoDate } from '../domain/dates.ts';
import { outbound } from './activity-options.ts';
import { placeAccount } from './agency.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { runOutbound } from './outbound-step.ts';
import { moveTo, note } from './standing.ts';
import type { Standing } from './state.ts';
import { statementSent } from './transitions.ts';
import { untilReleased, waitForNews } from './wait.ts';
import { writeOffBalance } from './write-off.ts';

/**
 * Bills the patient: the statements of the billing cycle, the final notice, and then placement with an agency. Returns
 * whenever money may have moved; the ledger then says again who owes, and days already counted are kept.
 */
export async function collectFromPatient(
  context: ClaimContext,
  debtor: Extract<Debtor, { kind: 'patient' }>,
): Promise<void> {
  const { state } = context;
  if (debtor.isSmall) return writeOffBalance(context, 'SMALL_BALANCE');
  while (!state.hasMoneyMoved) {
    if (state.statements < state.policy.statementDays.length) await nextStatement(context);
    else await afterFinalNotice(context);
  }
}

async function nextStatement(context: ClaimContext): Promise<void> {
  const { state } = context;
  if (state.lastStatementOn) {
    // Counted from the day the previous statement really went out: a hold moves the schedule and never bunches it.
    const dueOn = addDays(state.lastStatementOn, daysToNext(context, state.statements));
    if (await isInterrupted(context, dueOn, 'The patient to pay, or the next statement')) return;
  } else applyFacts(context);
  await untilReleased(context);
  if (!state.hasMoneyMoved) await sendStatement(context);
}

async function sendStatement(context: ClaimContext): Promise<void> {
  const { claimId, cycle, statements, policy } = context.state;
  const statement = statements + 1;
  const isFinalNotice = statement === policy.statementDays.length;
  const day = today(context);
  const dueOn = addDays(day, isFinalNotice ? policy.finalNoticeDays : daysToNext(context, statement));
  const summary = isFinalNotice ? 'Send the final notice' : `Send statement ${statement}`;
  await runOutbound(context, {
    run: (standing) =>
      outbound.sendStatement.executeWithOptions({ summary }, [
        { claimId, cycle, statement, isFinalNotice, dueOn, today: day, standing },
      ]),
    lead: (after) => {
      statementSent(after, statement, day);
      note(after, `${isFinalNotice ? 'The final notice' : `Statement ${statement}`} was sent; it is due on ${dueOn}.`);
      moveTo(after, standingAfter({ statement, isFinalNotice, dueOn }));
    },
  });
}

function standingAfter(sent: {
  readonly statement: number;
  readonly isFinalNotice: boolean;
  readonly dueOn: IsoDate;
}): Standing {
  const { statement, isFinalNotice, dueOn } = sent;
  return isFinalNotice
    ? { status: 'FINAL_NOTICE', owner: 'PATIENT', next: 'Patient pays, or the account is placed', dueOn }
    : { status: 'PATIENT_DUE', owner: 'PATIENT', next: `Patient pays, or statement ${statement + 1} goes out`, dueOn };
}

/** Days from the statement of that number to the next one. */
function daysToNext({ state }: ClaimContext, statement: number): number {
  const days = state.policy.statementDays;
  return (days[statement] ?? 0) - (days[statement - 1] ?? 0);
}

/** The days of the final notice; then the account is placed, or written off when it is too small to place. */
async function afterFinalNotice(context: ClaimContext): Promise<void> {
  const { state } = context;
  const dueOn = addDays(state.lastStatementOn ?? today(context), state.policy.finalNoticeDays);
  if (await isInterrupted(context, dueOn, 'The patient to pay before the account is placed')) return;
  await untilReleased(context);
  if (state.hasMoneyMoved) return;
  if (!mayBePlaced(state.policy, state)) return writeOffBalance(context, 'EFFORTS_EXHAUSTED');
  await placeAccount(context);
}

/** Waits; true when money moved or an answer arrived, false when the day came. */
async function isInterrupted(context: ClaimContext, dueOn: IsoDate, what: string): Promise<boolean> {
  const outcome = await waitForNews(context, what, dueOn);
  applyFacts(context);
  return outcome === 'arrived';
}
