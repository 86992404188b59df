import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';
import type { StatusCode } from './acknowledgment.ts';

/** 277: where one claim stands, as a payer answers our request (276). */
export interface ClaimStatusAnswer {
  readonly kind: 'claim-status';
  /** Position of its TRN segment in the transaction set, ST = 1. */
  readonly position: number;
  /** TRN02 of our request. */
  readonly requestTrace: string;
  /** The payer's number of the claim (1K), CLP07 of its remittance. */
  readonly payerControlNumber?: string;
  /** CLM01, when the payer gives it back. */
  readonly patientControlNumber?: string;
  readonly statuses: readonly StatusCode[];
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  /** When it was decided, and when it was paid. */
  readonly finalizedOn?: IsoDate;
  readonly remittedOn?: IsoDate;
  /** Number of the check or transfer, TRN02 of its remittance. */
  readonly checkNumber?: string;
  readonly lines: readonly LineStatus[];
}

/** Where one line of a claim stands. */
export interface LineStatus {
  /** REF*6R of the claim, when the payer gives it back. */
  readonly lineControlNumber?: string;
  readonly procedureCode: string;
  readonly statuses: readonly StatusCode[];
}

/** 277: an answer above all claims: every request of the batch, or of one provider in it, is answered by it. */
export interface StatusBatchAnswer {
  readonly kind: 'status-batch';
  /** BHT03 of our request. */
  readonly reference: string;
  /** NPI or tax id, when only the requests about one provider's claims are meant. */
  readonly providerId?: string;
  readonly statuses: readonly StatusCode[];
}
