import { ApplicationFailure } from '@temporalio/workflow';
import type { WriteOffResult } from '../activities/contract.ts';
import type { WriteOffReason } from '../domain/claim/inputs.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { database } from './database.ts';
import { isAtAgency, recallReasonOf } from '../domain/policy/placement.ts';
import { balanceWrittenOff, moneyMoved, recallBegun } from './transitions.ts';

/**
 * Writes off what is open. `key` is the input's own id, or null when the claim itself decides. Refused when the key
 * stands for another write-off; throws ApplicationFailure where the claim itself decided.
 */
export async function writeOffBalance(
  context: ClaimContext,
  { key, reason }: { readonly key: string | null; readonly reason: WriteOffReason },
): Promise<WriteOffResult> {
  const { claimId, policy, writeOffs } = context.state;
  const ownKey = key ?? `${claimId}:${writeOffs + 1}`;
  const result = await database.writeOff({ claimId, key: ownKey, reason, policy, today: today(context) });
  // A key of the claim's own has no sender to be refused to: a person is asked.
  if (result.kind === 'refused' && key === null)
    throw ApplicationFailure.nonRetryable(result.reason, 'conflicting-inputs');
  if (result.kind === 'refused') return result;
  balanceWrittenOff(context);
  if (isAtAgency(context.state.placement)) recallBegun(context, recallReasonOf(reason));
  moneyMoved(context, result.debtor);
  return result;
}
