import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** 271: a payer's answer about the coverage of one patient, to our inquiry (270). */
export interface EligibilityAnswer {
  readonly kind: 'eligibility';
  /** Position of the patient's HL segment in the transaction set, ST = 1. */
  readonly position: number;
  /** TRN02 of the inquiries that this answers. */
  readonly requestTraces: readonly string[];
  /** refused: not answered; `rejections` holds the reasons. unknown: the answer has no plan status. */
  readonly coverage: 'active' | 'inactive' | 'refused' | 'unknown';
  /** The member id in the payer's records; may differ from the one in the inquiry. */
  readonly memberId?: string;
  readonly planBegan?: IsoDate;
  readonly planEnded?: IsoDate;
  readonly benefits: readonly Benefit[];
  readonly otherPayers: readonly OtherPayer[];
  readonly rejections: readonly InquiryRejection[];
}

/** One benefit (EB), with the codes unchanged. */
export interface Benefit {
  readonly kind: BenefitKind;
  /** EB01. */
  readonly code: string;
  /** Empty when the benefit is for a procedure. */
  readonly serviceTypes: readonly string[];
  readonly procedureCode?: string;
  /** IND individual, FAM family, and so on; absent means individual. */
  readonly coverageLevel?: string;
  /** Period of the amount or share: 23 calendar year, 27 visit, 29 rest of the year. */
  readonly period?: string;
  readonly amountCents?: Cents;
  /** Fraction that the patient pays, 0 to 1. */
  readonly share?: number;
  readonly quantity?: number;
  /** Absent when the payer did not say, or when it does not matter. */
  readonly inNetwork?: boolean;
  readonly needsAuthorization?: boolean;
  readonly messages: readonly string[];
}

/** The kind of a benefit. */
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

/** Another payer that covers the patient. */
export interface OtherPayer {
  readonly name?: string;
  readonly id?: string;
  /** The patient's member id at that payer. */
  readonly memberId?: string;
}

/** Why an inquiry was rejected (AAA). */
export interface InquiryRejection {
  /** Loop of the segment: 2000A and 2100A payer, 2100B requester, 2100C and 2100D patient. */
  readonly loop: string;
  /** AAA03, e.g. 75 (not found). */
  readonly reason?: string;
  /** AAA04: C correct and resubmit, N do not resubmit; R, P, S, W, X, Y see the implementation guide. */
  readonly followUp?: string;
}
