import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';
import type { StatusCode } from './acknowledgment.ts';

/** 277: the status of one claim, in answer to our request (276). */
export interface ClaimStatusAnswer {
  readonly kind: 'claim-status';
  /** Position of its TRN segment in the transaction set, ST = 1. */
  readonly position: number;
  /** TRN02 of our request. */
  readonly requestTrace: string;
  /** The payer's control number (1K), same as CLP07 of the remittance. */
  readonly payerControlNumber?: string;
  /** CLM01, if the payer returns it. */
  readonly patientControlNumber?: string;
  readonly statuses: readonly StatusCode[];
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  /** Days of adjudication and of payment. */
  readonly finalizedOn?: IsoDate;
  readonly remittedOn?: IsoDate;
  /** Number of the check or transfer, same as TRN02 of the remittance. */
  readonly checkNumber?: string;
  readonly lines: readonly LineStatus[];
}

/** The status of one service line. */
export interface LineStatus {
  /** REF*6R, if the payer returns it. */
  readonly lineControlNumber?: string;
  readonly procedureCode: string;
  readonly statuses: readonly StatusCode[];
}

/** 277: an answer above claim level, for every request of the batch or of one provider in it. */
export interface StatusBatchAnswer {
  readonly kind: 'status-batch';
  /** BHT03 of our request. */
  readonly reference: string;
  /** NPI or tax id, if the answer applies to one provider only. */
  readonly providerId?: string;
  readonly statuses: readonly StatusCode[];
}
