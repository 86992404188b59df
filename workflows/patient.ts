import type { Debtor } from '../domain/ledger/who-owes.ts';
import { addDays, type IsoDate } from '../domain/dates.ts';
import { database, outbound } from './activity-options.ts';
import { type Desk, moneyMoved, moveTo, today } from './desk.ts';
import { untilReleased, wait } from './in-tray.ts';
import { hear } from './hear.ts';

/**
 * Bills the patient: the ladder of statements, the final notice, and then the gate before placement. Returns whenever
 * money may have moved; the ledger is then asked again, and days already counted are kept.
 */
export async function collectFromPatient(desk: Desk, debtor: Extract<Debtor, { kind: 'patient' }>): Promise<void> {
  const { state } = desk;
  if (debtor.isSmall) return giveUp(desk, 'SMALL_BALANCE');
  while (!state.moneyMoved) {
    const ladder = state.policy.statementDays;
    if (state.statements < ladder.length) await nextStatement(desk, ladder);
    else await afterFinalNotice(desk);
  }
}

async function nextStatement(desk: Desk, ladder: readonly number[]): Promise<void> {
  const { state } = desk;
  // Counted from the one before, as it really went out: a hold moves the whole ladder and never bunches it.
  const dueOn = state.lastStatementOn
    ? addDays(state.lastStatementOn, daysAfter(ladder, state.statements))
    : today(desk);
  if (await interrupted(desk, dueOn, 'The patient to pay, or the next statement')) return;
  await untilReleased(desk);
  if (state.moneyMoved) return;
  await sendStatement(desk, ladder);
}

async function sendStatement(desk: Desk, ladder: readonly number[]): Promise<void> {
  const { state } = desk;
  const statement = state.statements + 1;
  const isFinalNotice = statement === ladder.length;
  const day = today(desk);
  const untilNext = isFinalNotice ? state.policy.finalNoticeDays : daysAfter(ladder, statement);
  const dueOn = addDays(day, untilNext);
  await outbound.sendStatement.executeWithOptions(
    { summary: isFinalNotice ? 'Send the final notice' : `Send statement ${statement}` },
    [{ claimId: state.claimId, cycle: state.cycle, statement, isFinalNotice, dueOn, today: day }],
  );
  Object.assign(state, { statements: statement, lastStatementOn: day });
  moveTo(
    desk,
    isFinalNotice
      ? { status: 'FINAL_NOTICE', owner: 'PATIENT', next: 'Patient pays, or the account is placed', dueOn }
      : {
          status: 'PATIENT_DUE',
          owner: 'PATIENT',
          next: `Patient pays, or statement ${statement + 1} goes out`,
          dueOn,
        },
  );
}

/** Days from a statement to the next one; `sent` statements have gone out. */
function daysAfter(ladder: readonly number[], sent: number): number {
  return (ladder[sent] ?? 0) - (ladder[sent - 1] ?? 0);
}

/** The clock of the final notice; then the account is placed, or given up when it is too small to place. */
async function afterFinalNotice(desk: Desk): Promise<void> {
  const { state } = desk;
  const dueOn = addDays(state.lastStatementOn ?? today(desk), state.policy.finalNoticeDays);
  if (await interrupted(desk, dueOn, 'The patient to pay before the account is placed')) return;
  await untilReleased(desk);
  if (state.moneyMoved) return;
  if (state.balanceCents < state.policy.minimumPlacementCents) return giveUp(desk, 'EFFORTS_EXHAUSTED');
  const placement = state.placements + 1;
  await outbound.placeAccount.executeWithOptions({ summary: 'Place the account with the agency' }, [
    { claimId: state.claimId, placement, today: today(desk) },
  ]);
  Object.assign(state, { placements: placement, placement: 'sent', placedOn: today(desk) });
  moneyMoved(desk);
}

/** Waits; true when money moved or a payer spoke, false when the day came. */
async function interrupted(desk: Desk, dueOn: IsoDate, what: string): Promise<boolean> {
  const { state } = desk;
  const how = await wait(desk, { for: what, dueOn, until: () => state.moneyMoved || state.facts.length > 0 });
  for (let fact = state.facts.shift(); fact; fact = state.facts.shift()) hear(desk, fact);
  return how === 'came';
}

async function giveUp(desk: Desk, reason: 'SMALL_BALANCE' | 'EFFORTS_EXHAUSTED'): Promise<void> {
  const { state } = desk;
  state.writeOffs += 1;
  const { claimId, policy } = state;
  const key = `${claimId}:${state.writeOffs}`;
  moneyMoved(desk, await database.writeOff({ claimId, key, reason, policy, today: today(desk) }));
}
