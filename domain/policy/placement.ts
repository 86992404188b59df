import type { ClaimPolicy } from './policy.ts';

/**
 * Whether a patient's balance may be placed with an agency after the final notice: every scheduled statement was sent,
 * and the balance is not below the agency's minimum. Otherwise it is written off.
 *
 * @param balanceCents what the patient owes, in cents
 * @param statements statements sent in this billing cycle, including the final notice
 */
export function mayBePlaced(
  { statementDays, minimumPlacementCents }: Pick<ClaimPolicy, 'statementDays' | 'minimumPlacementCents'>,
  { balanceCents, statements }: { readonly balanceCents: number; readonly statements: number },
): boolean {
  return statements > 0 && statements >= statementDays.length && balanceCents >= minimumPlacementCents;
}
