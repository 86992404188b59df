import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';
import type { AdjustmentContext } from './adjustment-class.ts';
import type { BilledClaim } from './billed-claim.ts';
import type { EarlierPayment, PaymentSource } from './earlier-payment.ts';
import type { ClaimPayment } from './remittance.ts';

/** A remittance, as far as its claim payments are judged by it. */
export interface JudgedRemittance extends PaymentSource {
  readonly paidOn: IsoDate;
  /** Whether a PLB (L6) pays interest. */
  readonly hasInterest: boolean;
}

/** What a payment of a claim is judged by. */
export interface PaymentCase {
  readonly payment: ClaimPayment;
  readonly remittance: JudgedRemittance;
  readonly billed: BilledClaim;
  readonly context: AdjustmentContext;
  /** What the coverage owes: cents by line, '' for the claim as a whole. */
  readonly owed: ReadonlyMap<string, Cents>;
  /** The stored payments of the claim, oldest first. */
  readonly earlier: readonly EarlierPayment[];
  readonly today: IsoDate;
}
