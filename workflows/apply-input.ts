import { ApplicationFailure } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { inputLine } from '../domain/claim/input-line.ts';
import type { Correction, PatientPayment } from '../domain/claim/inputs.ts';
import { isAtAgency } from '../domain/policy/placement.ts';
import { instant } from '../domain/dates.ts';
import { dollars } from '../domain/money.ts';
import { decideWriteOff, enterWriteOff } from './approval.ts';
import { askAboutCancellation, cancellationHold, closeCancellation } from './cancellation.ts';
import { type ClaimContext, type PendingInput, today } from './claim-context.ts';
import { claimWithdrawn, correctedByPerson } from './correction-transitions.ts';
import { database } from './database.ts';
import type { Receipt } from './messages.ts';
import { storeInput } from './store-input.ts';
import { hold, note, release, showReceipt } from './standing.ts';
import { agencyGoesOn, directPaymentRecorded, moneyMoved } from './transitions.ts';
import { refusalOf } from './validate-input.ts';
import { transferBalance } from './write-off.ts';

const taken: Receipt = { outcome: 'taken' };

/** Applies every input that has arrived, keeps it with its author and outcome, and gives it its receipt. */
export async function applyInputs(context: ClaimContext): Promise<void> {
  for (let pending = context.inputs.shift(); pending; pending = context.inputs.shift()) {
    const receipt = pending.refusal ? refused(pending.refusal) : await applyInput(context, pending);
    const line = receipt.outcome === 'taken' ? inputLine(pending) : undefined;
    showReceipt(context, pending.kind, receipt, line);
    await keep(context, pending, receipt);
    pending.receipt = receipt;
  }
}

function keep(context: ClaimContext, { key, kind, value }: PendingInput, receipt: Receipt): Promise<void> {
  const refusal = receipt.outcome === 'refused' ? receipt.reason : null;
  return storeInput(context, { key, kind, content: value, refusal, at: instant(Date.now()), today: today(context) });
}

/** An input that the database refuses is refused to its sender; it never ends the claim. */
async function applyInput(context: ClaimContext, pending: PendingInput): Promise<Receipt> {
  // Checked once more: the state may have changed since the input was queued.
  const reason = refusalOf(context, pending.kind, pending.value);
  if (reason) return refused(reason);
  try {
    return await apply(context, pending);
  } catch (error) {
    if (error instanceof ApplicationFailure) return refused(`it cannot be recorded (${error.type ?? 'unknown'})`);
    throw error;
  }
}

async function apply(context: ClaimContext, pending: PendingInput): Promise<Receipt> {
  switch (pending.kind) {
    case 'correctClaim':
      return correct(context, pending.value);
    case 'recordPayment':
      return recordPayment(context, pending.value);
    case 'writeOff':
      return enterWriteOff(context, pending.value);
    case 'approveWriteOff':
      return decideWriteOff(context, pending.value);
    case 'transfer':
      return transferBalance(context, pending.value);
    case 'hold':
      hold(context, pending.value.name);
      if (pending.value.name === cancellationHold) await askAboutCancellation(context);
      if (!isAtAgency(context.state.placement)) return taken;
      note(context, agencyGoesOn);
      return { outcome: 'taken', remark: agencyGoesOn };
    case 'release':
      release(context, pending.value.name);
      if (pending.value.name === cancellationHold) await closeCancellation(context);
      return taken;
    case 'withdraw':
      return withdraw(context);
    case 'addNote':
      return taken;
    default:
      return assertNever(pending);
  }
}

async function correct(context: ClaimContext, correction: Correction): Promise<Receipt> {
  const { claimId, openQuestion } = context.state;
  const workItemId = openQuestion?.workItemId ?? null;
  const result = await database.applyCorrection({ claimId, correction, workItemId, today: today(context) });
  if (result.kind === 'refused') return refused(result.reason);
  // A repeat of a correction that the claim has already changes nothing.
  if (result.version > context.state.version) correctedByPerson(context, result);
  return taken;
}

/** Only what nobody owes can be withdrawn: a balance is written off, or moved. */
async function withdraw(context: ClaimContext): Promise<Receipt> {
  const { claimId, policy } = context.state;
  const debtor = await database.whoOwes({ claimId, policy });
  if (debtor.kind !== 'nobody')
    return refused(`${dollars(debtor.balanceCents)} is open: write it off, or move it to another party`);
  claimWithdrawn(context, debtor);
  return taken;
}

async function recordPayment(context: ClaimContext, payment: PatientPayment): Promise<Receipt> {
  const { claimId, policy } = context.state;
  const result = await database.recordPayment({ claimId, payment, policy, today: today(context) });
  if (result.kind === 'refused') return refused(result.reason);
  if (result.isFromAgency) directPaymentRecorded(context, payment.paymentId);
  moneyMoved(context, result.debtor);
  return taken;
}

function refused(reason: string): Receipt {
  return { outcome: 'refused', reason };
}
