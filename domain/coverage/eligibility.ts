import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** 271: what a payer says of the coverage of one patient, in answer to our inquiry (270). */
export interface EligibilityAnswer {
  readonly kind: 'eligibility';
  /** Position of his level in the transaction set, ST = 1. */
  readonly position: number;
  /** TRN02 of our inquiries that this answers. */
  readonly requestTraces: readonly string[];
  /** refused: it could not be answered, and why stands in the rejections. unknown: nothing was said of the plan. */
  readonly coverage: 'active' | 'inactive' | 'refused' | 'unknown';
  /** As the payer has it on file: it may differ from what was asked. */
  readonly memberId?: string;
  readonly planBegan?: IsoDate;
  readonly planEnded?: IsoDate;
  readonly benefits: readonly Benefit[];
  readonly otherPayers: readonly OtherPayer[];
  readonly rejections: readonly InquiryRejection[];
}

/** One benefit (EB), its codes kept as they came. */
export interface Benefit {
  readonly kind: BenefitKind;
  /** EB01. */
  readonly code: string;
  /** Empty when it is told of a procedure. */
  readonly serviceTypes: readonly string[];
  readonly procedureCode?: string;
  /** IND, FAM and others; absent: individual. */
  readonly coverageLevel?: string;
  /** What an amount or share is of: 23 calendar year, 27 visit, 29 what remains of the year. */
  readonly period?: string;
  readonly amountCents?: Cents;
  /** Part that the patient pays, from 0 to 1. */
  readonly share?: number;
  readonly quantity?: number;
  /** Absent: it was not said, or does not matter. */
  readonly inNetwork?: boolean;
  readonly needsAuthorization?: boolean;
  readonly messages: readonly string[];
}

/** What a benefit tells. */
export type BenefitKind =
  | 'active'
  | 'inactive'
  | 'coinsurance'
  | 'copayment'
  | 'deductible'
  | 'out-of-pocket'
  | 'limitation'
  | 'not-covered'
  | 'other-payer'
  | 'other';

/** Another payer that covers the patient as well. */
export interface OtherPayer {
  readonly name?: string;
  readonly id?: string;
  /** The patient's number with it. */
  readonly memberId?: string;
}

/** Why an inquiry was not answered (AAA). */
export interface InquiryRejection {
  /** Loop where it stands: 2000A and 2100A the payer's system, 2100B the asker, 2100C and 2100D the patient. */
  readonly loop: string;
  /** AAA03, such as 75: not found. */
  readonly reason?: string;
  /** AAA04: C correct and ask again, N do not, R, P, S, W, X, Y as the payer says. */
  readonly followUp?: string;
}
