/** TA1: the payer took, or refused, a whole interchange of ours. */
export interface InterchangeAnswer {
  readonly kind: 'interchange';
  /** Our control number, ISA13, nine digits. */
  readonly interchangeControl: string;
  readonly isAccepted: boolean;
  /** TA105 note code, "000" when all is well. */
  readonly noteCode: string;
}

/** A fault of form that a 999 names. */
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

/** 999: whether each transaction set of one functional group of ours was taken. */
export interface FunctionalAnswer {
  readonly kind: 'functional';
  /** Our control number, GS06. */
  readonly groupControl: string;
  /** AK901: A accepted, E with errors noted, P partly, R rejected. */
  readonly groupCode: string;
  readonly sets: readonly {
    /** Our control number, ST02. */
    readonly setControl: string;
    readonly isAccepted: boolean;
    readonly faults: readonly StructuralFault[];
  }[];
}

/** A claim status as payers code it, e.g. A7:164:IL. */
export interface StatusCode {
  readonly category: string;
  readonly status: string;
  readonly entity?: string;
}

/** 277CA: what became of one claim before adjudication. */
export interface ClaimAnswer {
  readonly kind: 'claim';
  /** Position of its TRN or HL segment in the transaction set, ST = 1. */
  readonly position: number;
  readonly patientControlNumber: string;
  readonly payerControlNumber?: string;
  /** accepted: A2 and nothing worse; received: A0, A1; rejected: A3, A4, A6, A7, A8. The worst status counts. */
  readonly verdict: 'accepted' | 'received' | 'rejected';
  readonly statuses: readonly StatusCode[];
}
