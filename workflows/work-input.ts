import { assertNever } from '../domain/assert-never.ts';
import type { Correction, Hold, PatientPayment, WriteOff } from '../domain/claim/inputs.ts';
import { database } from './activity-options.ts';
import { type Desk, moneyMoved, moveTo, note, today } from './desk.ts';
import type { PendingInput } from './in-tray.ts';
import { refusalOf } from './inputs.ts';
import type { Receipt } from './messages.ts';

const taken: Receipt = { outcome: 'taken' };

/**
 * Acts on one input of a person. The state is looked at once more: it may have changed since the input was taken in.
 */
export async function workInput(desk: Desk, pending: PendingInput): Promise<Receipt> {
  const reason = refusalOf(pending.kind, pending.value, desk.state);
  if (reason) return { outcome: 'refused', reason };
  switch (pending.kind) {
    case 'correctClaim':
      return correct(desk, pending.value);
    case 'recordPayment':
      return recordPayment(desk, pending.value);
    case 'writeOff':
      return writeOff(desk, pending.value);
    case 'hold':
      return hold(desk, pending.value);
    case 'release':
      return release(desk, pending.value.name);
    case 'addNote':
      note(desk, 'A note was added.');
      return taken;
    default:
      return assertNever(pending);
  }
}

async function correct(desk: Desk, correction: Correction): Promise<Receipt> {
  const { state } = desk;
  if (correction.expectedVersion !== undefined && correction.expectedVersion !== state.version) {
    return { outcome: 'refused', reason: `the file is at version ${state.version}, not ${correction.expectedVersion}` };
  }
  const { claimId, workItemId } = state;
  const result = await database.applyCorrection({ claimId, correction, workItemId, today: today(desk) });
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason };
  state.version = result.version;
  return taken;
}

async function recordPayment(desk: Desk, payment: PatientPayment): Promise<Receipt> {
  const { claimId, policy } = desk.state;
  const result = await database.recordPayment({ claimId, payment, policy, today: today(desk) });
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason };
  moneyMoved(desk, result.debtor);
  return taken;
}

async function writeOff(desk: Desk, { writeOffId, reason }: WriteOff): Promise<Receipt> {
  const { state } = desk;
  const { claimId, policy } = state;
  const debtor = await database.writeOff({ claimId, key: writeOffId, reason, policy, today: today(desk) });
  state.writeOffs += 1;
  moneyMoved(desk, debtor);
  return taken;
}

function hold(desk: Desk, { name }: Hold): Receipt {
  const { state } = desk;
  const { status, owner, next, dueOn } = state;
  if (state.holds.length === 0) state.beforeHold = { status, owner, next, dueOn };
  state.holds.push(name);
  moveTo(desk, { status: 'ON_HOLD', owner: 'BILLER', next: 'Release the hold', dueOn: null });
  return taken;
}

function release(desk: Desk, name: string): Receipt {
  const { state } = desk;
  state.holds = state.holds.filter((held) => held !== name);
  if (state.holds.length === 0 && state.beforeHold) moveTo(desk, state.beforeHold);
  return taken;
}
