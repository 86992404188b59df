import type { ClaimPolicy } from './policy.ts';

/**
 * Whether a patient's balance may be placed with an agency after the final notice: every statement of the schedule is
 * out, and the balance is worth an agency's while. What may not be placed is written off.
 *
 * @param balanceCents what the patient owes, in cents
 * @param statements statements sent in this billing cycle, the final notice among them
 */
export function mayBePlaced(
  { statementDays, minimumPlacementCents }: Pick<ClaimPolicy, 'statementDays' | 'minimumPlacementCents'>,
  { balanceCents, statements }: { readonly balanceCents: number; readonly statements: number },
): boolean {
  return statements > 0 && statements >= statementDays.length && balanceCents >= minimumPlacementCents;
}
