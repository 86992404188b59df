/** TA1: whether the payer accepted one of our interchanges. */
export interface InterchangeAnswer {
  readonly kind: 'interchange';
  /** Our control number, ISA13, nine digits. */
  readonly interchangeControl: string;
  readonly isAccepted: boolean;
  /** TA105 note code; "000" means no error. */
  readonly noteCode: string;
}

/** A syntax fault in a 999. */
export interface StructuralFault {
  readonly segment: string;
  /** Position of the segment in our transaction set, ST = 1. */
  readonly position: number;
  readonly loop?: string;
  /** IK304. */
  readonly segmentErrorCode?: string;
  /** Position of the element in the segment, from 1. */
  readonly element?: number;
  /** IK403. */
  readonly elementErrorCode?: string;
}

/** 999: whether the payer accepted each transaction set of one of our functional groups. */
export interface FunctionalAnswer {
  readonly kind: 'functional';
  /** Our control number, GS06. */
  readonly groupControl: string;
  /** AK901: A accepted, E accepted with errors, P partially accepted, R rejected. */
  readonly groupCode: string;
  readonly sets: readonly {
    /** Our control number, ST02. */
    readonly setControl: string;
    readonly isAccepted: boolean;
    readonly faults: readonly StructuralFault[];
  }[];
}

/** A coded claim status, e.g. A7:164:IL. */
export interface StatusCode {
  readonly category: string;
  readonly status: string;
  readonly entity?: string;
}

/** 277CA: the status of one claim before adjudication. */
export interface ClaimAnswer {
  readonly kind: 'claim';
  /** Position of its TRN or HL segment in the transaction set, ST = 1. */
  readonly position: number;
  readonly patientControlNumber: string;
  /** Our number of the submission that is answered (2200B TRN02, which repeats BHT03). Payers may write another one. */
  readonly reference: string;
  /** The payer's number of the claim (REF*1K), the same as CLP07 of its remittance. */
  readonly payerControlNumber?: string;
  /** rejected: A3, A4, A6, A7 or A8; accepted: A2; received: any other. The worst status decides. */
  readonly verdict: 'accepted' | 'received' | 'rejected';
  readonly statuses: readonly StatusCode[];
}
