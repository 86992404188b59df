import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** What one service cost and who bears it. */
export interface StatementLine {
  readonly serviceDate: IsoDate;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** What the payer left to the patient; all of it where no payer has a part. Payments made come off in the totals. */
  readonly youOweCents: Cents;
}

/** One reason why the patient owes something, in one sentence. */
export interface OwedReason {
  /** Group and reason code as the payer sent it, e.g. "PR-1"; "SELF" without insurance. */
  readonly code: string;
  readonly sentence: string;
  readonly amountCents: Cents;
}
