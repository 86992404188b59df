import type { WriteOffReason } from '../claim/write-off-reasons.ts';
import type { Debtor } from '../ledger/who-owes.ts';
import type { ClaimPolicy } from './policy.ts';

/** Why an account is recalled from the agency. */
export type RecallReason =
  | 'BANKRUPTCY'
  | 'DECEASED'
  | 'DISPUTE'
  | 'INSURANCE_FOUND'
  | 'ASSISTANCE_APPROVED'
  | 'PAID_IN_FULL'
  | 'CLIENT_REQUEST'
  | 'LEGAL_GATE';

/** How far the agency is with a placed account. */
export type PlacementStage = 'none' | 'sent' | 'acknowledged' | 'refused';

/** Whether the agency may be collecting: it has not refused the account, and it is not recalled. */
export function isAtAgency(placement: PlacementStage): boolean {
  return placement === 'sent' || placement === 'acknowledged';
}

/**
 * Why an account that the agency has must be recalled: the agency must not collect what is paid, written off or with
 * the payer again. Null while the agency may collect, and when it has no account.
 *
 * @source 11 U.S.C. 362 and 524; 15 U.S.C. 1692e(2)(A): no collection of what is discharged or not owed
 */
export function recallReason(
  { placement, recalling }: { readonly placement: PlacementStage; readonly recalling: RecallReason | null },
  debtor: Debtor,
): RecallReason | null {
  // What is unclear stays where it is until a person has looked at it.
  if (debtor.kind === 'agency' || debtor.kind === 'unclear' || placement === 'none') return null;
  if (recalling) return recalling;
  if (debtor.kind === 'payer' || debtor.kind === 'later-payer' || debtor.kind === 'forwarded') return 'INSURANCE_FOUND';
  if (placement === 'refused') return null;
  return debtor.kind === 'nobody' && debtor.isWrittenOff ? 'CLIENT_REQUEST' : 'PAID_IN_FULL';
}

/** Why an account is recalled whose balance is written off for that reason. */
export function recallReasonOf(reason: WriteOffReason): RecallReason {
  switch (reason) {
    case 'BANKRUPTCY':
    case 'DECEASED':
      return reason;
    case 'CHARITY_OR_FINANCIAL_ASSISTANCE':
      return 'ASSISTANCE_APPROVED';
    default:
      return 'CLIENT_REQUEST';
  }
}

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
