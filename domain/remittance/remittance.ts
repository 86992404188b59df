import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** CO contractual, PR patient responsibility, OA other, PI payer-initiated, CR correction (older guides). */
export type AdjustmentGroup = 'CO' | 'PR' | 'OA' | 'PI' | 'CR';

/** An adjustment (CAS): why the payer paid less, or more, than the charge. */
export interface Adjustment {
  readonly group: AdjustmentGroup;
  readonly reasonCode: string;
  readonly amountCents: Cents;
}

/** The payment of one service line (SVC). */
export interface ServicePayment {
  /** Position of its SVC segment in the transaction set, ST = 1. */
  readonly position: number;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  /** Units that the payer paid for, SVC05. */
  readonly units?: number;
  /** The procedure as it was billed, if the payer paid for another one (SVC06), and its units (SVC07). */
  readonly billedAs?: { readonly procedureCode: string; readonly modifiers: readonly string[] };
  readonly billedUnits?: number;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
  /** Remark codes (RARC) of the line. */
  readonly remarkCodes: readonly string[];
  /** Our lineId, if the payer returns it (REF*6R). */
  readonly lineId?: string;
  /** The first day of service of the line. */
  readonly serviceDate?: IsoDate;
}

/** The patient as a claim payment names him, NM1*QC. [PHI] */
export interface PaidPatient {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly memberId?: string;
}

/** The payment of one claim (CLP loop). */
export interface ClaimPayment {
  /** Position of its CLP segment in the transaction set, ST = 1. A remittance may hold a claim more than once. */
  readonly position: number;
  readonly patientControlNumber: string;
  /** Claim status code, CLP02: 1 primary, 4 denied, 22 reversal, and so on. */
  readonly statusCode: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** CLP05: the total of the PR adjustments, never added to them. Absent if the payer omits it. */
  readonly patientResponsibilityCents?: Cents;
  /** The payer's own claim control number, CLP07. */
  readonly payerControlNumber?: string;
  /** The payer's control number of the claim payment that this one reverses or replaces, REF*F8. */
  readonly originalControlNumber?: string;
  readonly patient?: PaidPatient;
  /** The member id in the payer's records, if it differs from the one on the claim: NM1*74. [PHI] */
  readonly correctedMemberId?: string;
  /** First and last day of the claim's services, DTM*232 and DTM*233. */
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  /** AMT*I: the part of the interest (PLB L6) that belongs to this claim. It is no payment of its own. */
  readonly interestCents?: Cents;
  readonly adjustments: readonly Adjustment[];
  /** Claim-level remark codes (MOA, MIA). */
  readonly remarkCodes: readonly string[];
  readonly services: readonly ServicePayment[];
}

/** An adjustment outside any claim (PLB): interest, recoupments, advances. A positive amount reduces the payment. */
export interface ProviderLevelAdjustment {
  readonly position: number;
  readonly providerId: string;
  readonly reasonCode: string;
  readonly reference?: string;
  readonly amountCents: Cents;
}

/** One check or transfer, as a remittance advice (835) announces it. */
export interface RemittancePayment {
  /** Check or trace number, TRN02. */
  readonly traceNumber: string;
  /** The payer's own id in the trace, TRN03. */
  readonly originatorId: string;
  readonly payerName: string;
  /** N104 of the payer. */
  readonly payerId?: string;
  /** NPI or tax id of the payee. */
  readonly payeeId: string;
  /** Payment date, BPR16. */
  readonly paidOn: IsoDate;
  /** Payment amount, BPR02. */
  readonly amountCents: Cents;
  /** Payment method, BPR04: ACH, CHK, NON (no payment), and so on. */
  readonly method: string;
  readonly providerLevelAdjustments: readonly ProviderLevelAdjustment[];
}

/** A remittance advice: one payment, and the claims that it pays for. */
export interface RemittanceAdvice extends RemittancePayment {
  readonly claims: readonly ClaimPayment[];
}
