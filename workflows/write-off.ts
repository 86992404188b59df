import type { WriteOffReason } from '../domain/claim/inputs.ts';
import { database } from './activity-options.ts';
import { type ClaimContext, today } from './claim-context.ts';
import { balanceWrittenOff, moneyMoved } from './transitions.ts';

/** Writes off what is open. `key` is the input's own id, or null when the claim itself decides. */
export async function writeOffBalance(
  context: ClaimContext,
  { key, reason }: { readonly key: string | null; readonly reason: WriteOffReason },
): Promise<void> {
  const { claimId, policy, writeOffs } = context.state;
  const debtor = await database.writeOff({
    claimId,
    key: key ?? `${claimId}:${writeOffs + 1}`,
    reason,
    policy,
    today: today(context),
  });
  balanceWrittenOff(context);
  moneyMoved(context, debtor);
}
