import type { BusinessClock } from '../clock.ts';
import type { Cents } from '../money.ts';

/**
 * Every wait and limit of one claim, in days and cents. Decided when the claim opens and recorded with it, so that
 * a later change of the defaults never moves a clock that already runs.
 */
export interface ClaimPolicy {
  readonly clock: BusinessClock;
  /** Days to wait for the payer's acceptance (277CA) before the claim acts on the silence. */
  readonly acknowledgementDays: number;
  /** Days from acceptance to a remittance before the claim acts on the silence. */
  readonly remittanceDays: number;
  /** Identical files sent again after silence, before a person is called. */
  readonly maxResends: number;
  /** Automatic corrections of one claim, before a person is called. */
  readonly maxAutomaticCorrections: number;
  /** Days from the first service date within which the payer must have the claim. */
  readonly timelyFilingDays: number;
  /** Days from a denial within which a replacement is taken. */
  readonly correctedClaimDays: number;
  /** Days a person has to answer a work item before it is escalated. */
  readonly workItemDays: number;
  /** Days after the first statement on which the next ones go out, the last one being the final notice. */
  readonly statementDays: readonly number[];
  /** Days from the final notice to placement with the agency. */
  readonly finalNoticeDays: number;
  /** Patient balances below this are written off, never billed. */
  readonly smallBalanceCents: Cents;
  /** Balances below this are not placed with an agency. */
  readonly minimumPlacementCents: Cents;
  /** Days the agency keeps an account before what is left is written off. */
  readonly placementDays: number;
  /** Days to wait for the agency to acknowledge a placement. */
  readonly agencyAcknowledgementDays: number;
}
