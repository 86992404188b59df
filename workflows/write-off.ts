import { ApplicationFailure } from '@temporalio/workflow';
import type { WriteOffResult } from '../activities/contract.ts';
import type { BalanceTransfer, WriteOff } from '../domain/claim/inputs.ts';
import type { WriteOffReason } from '../domain/claim/write-off-reasons.ts';
import { partyNames } from '../domain/ledger/part.ts';
import { dollars } from '../domain/money.ts';
import { isAtAgency, recallReasonOf } from '../domain/policy/placement.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { database } from './database.ts';
import type { Receipt } from './messages.ts';
import { note } from './standing.ts';
import { balanceWrittenOff, moneyMoved, recallBegun } from './transitions.ts';

/**
 * Writes off what the patient owes, by the policy of the claim. Throws ApplicationFailure when the journal has another
 * write-off under the same number.
 */
export async function writeOffBalance(context: ClaimContext, reason: WriteOffReason): Promise<void> {
  const { claimId, policy, writeOffs } = context.state;
  const key = `${claimId}:${writeOffs + 1}`;
  const input = { claimId, key, reason, by: null, party: 'patient', policy, today: today(context) } as const;
  const result = await database.writeOff(input);
  if (result.kind === 'written-off') return writtenOff(context, reason, result);
  // Money moved meanwhile: the ledger says again who owes.
  if (result.kind === 'not-open') return moneyMoved(context);
  // It has no sender to be refused to: a person is asked.
  throw ApplicationFailure.nonRetryable('the write-off was recorded before with other content', 'conflicting-inputs');
}

/** Posts a write-off of a person, unless it is refused or has to be approved first. */
export async function postWriteOff(
  context: ClaimContext,
  { writeOffId: key, ...writeOff }: WriteOff,
): Promise<WriteOffResult> {
  const { claimId, policy } = context.state;
  const result = await database.writeOff({ claimId, key, ...writeOff, policy, today: today(context) });
  if (result.kind === 'written-off') writtenOff(context, writeOff.reason, result);
  return result;
}

/** Moves a debt to another party. */
export async function transferBalance(context: ClaimContext, transfer: BalanceTransfer): Promise<Receipt> {
  const { claimId, policy } = context.state;
  const result = await database.transferBalance({ claimId, transfer, policy, today: today(context) });
  if (result.kind === 'refused') return { outcome: 'refused', reason: result.reason };
  note(context, `Moved ${dollars(result.amountCents)} to ${partyNames[transfer.to]}.`);
  moneyMoved(context, result.debtor);
  return { outcome: 'taken' };
}

function writtenOff(
  context: ClaimContext,
  reason: WriteOffReason,
  { party, amountCents, debtor }: Extract<WriteOffResult, { kind: 'written-off' }>,
): void {
  balanceWrittenOff(context);
  note(context, `Written off: ${dollars(amountCents)} that ${partyNames[party]} owed (${reason}).`);
  if (isAtAgency(context.state.placement) && debtor.kind !== 'agency') recallBegun(context, recallReasonOf(reason));
  moneyMoved(context, debtor);
}
