import { assertNever } from '../domain/assert-never.ts';
import type { Correction, PatientPayment } from '../domain/claim/inputs.ts';
import { database } from './activity-options.ts';
import { type ClaimContext, type PendingInput, today } from './claim-context.ts';
import type { Receipt } from './messages.ts';
import { hold, note, release } from './standing.ts';
import { correctedByPerson, moneyMoved } from './transitions.ts';
import { refusalOf } from './validate-input.ts';
import { writeOffBalance } from './write-off.ts';

const taken: Receipt = { outcome: 'taken' };

/**
 * Applies one input of a person. It is checked against the state once more, which may have changed since the input was
 * queued.
 */
export async function applyInput(context: ClaimContext, pending: PendingInput): Promise<Receipt> {
  const reason = refusalOf(pending.kind, pending.value, context.state);
  if (reason) return { outcome: 'refused', reason };
  switch (pending.kind) {
    case 'correctClaim':
      return correct(context, pending.value);
    case 'recordPayment':
      return recordPayment(context, pending.value);
    case 'writeOff':
      await writeOffBalance(context, { key: pending.value.writeOffId, reason: pending.value.reason });
      return taken;
    case 'hold':
      hold(context, pending.value.name);
      return taken;
    case 'release':
      release(context, pending.value.name);
      return taken;
    case 'addNote':
      note(context, 'A note was added.');
      return taken;
    default:
      return assertNever(pending);
  }
}

async function correct(context: ClaimContext, correction: Correction): Promise<Receipt> {
  const { claimId, openQuestion, version } = context.state;
  if (correction.expectedVersion !== undefined && correction.expectedVersion !== version) {
    return { outcome: 'refused', reason: `the file is at version ${version}, not ${correction.expectedVersion}` };
  }
  const workItemId = openQuestion?.workItemId ?? null;
  const result = await database.applyCorrection({ claimId, correction, workItemId, today: today(context) });
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason };
  correctedByPerson(context, result.version);
  return taken;
}

async function recordPayment(context: ClaimContext, payment: PatientPayment): Promise<Receipt> {
  const { claimId, policy } = context.state;
  const result = await database.recordPayment({ claimId, payment, policy, today: today(context) });
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason };
  moneyMoved(context, result.debtor);
  return taken;
}
