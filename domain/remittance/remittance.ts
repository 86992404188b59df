import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** Who bears an adjustment: contract, patient, other, payer-initiated; CR is a correction of older guides. */
export type AdjustmentGroup = 'CO' | 'PR' | 'OA' | 'PI' | 'CR';

/** Why a payer paid less (or more) than was charged: group, claim adjustment reason code, amount. */
export interface Adjustment {
  readonly group: AdjustmentGroup;
  readonly reasonCode: string;
  readonly amountCents: Cents;
}

/** What a payer says of one service line. */
export interface ServicePayment {
  /** Position of its SVC segment in the transaction set, counted from ST = 1. */
  readonly position: number;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
  /** Remark codes (RARC) of the line. */
  readonly remarkCodes: readonly string[];
  /** Our lineId, where the payer repeats it (REF*6R). */
  readonly lineId?: string;
  readonly serviceDate?: IsoDate;
}

/** What a payer says of one claim: one CLP loop. */
export interface ClaimPayment {
  /** Position of its CLP segment in the transaction set, counted from ST = 1: one remittance may hold a claim twice. */
  readonly position: number;
  readonly patientControlNumber: string;
  /** Claim status code, CLP02: 1 primary, 4 denied, 22 reversal of a previous payment, and so on. */
  readonly statusCode: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** CLP05; restates the PR adjustments and is never added to them. Undefined where the payer left it out. */
  readonly patientResponsibilityCents?: Cents;
  /** The payer's own claim control number, CLP07. */
  readonly payerControlNumber?: string;
  readonly adjustments: readonly Adjustment[];
  /** Remark codes of the whole claim (MOA, MIA). */
  readonly remarkCodes: readonly string[];
  readonly services: readonly ServicePayment[];
}

/** Money that belongs to no claim: interest, take-backs, advances (PLB). A positive amount lowers the payment. */
export interface ProviderLevelAdjustment {
  readonly position: number;
  readonly providerId: string;
  readonly reasonCode: string;
  readonly reference?: string;
  readonly amountCents: Cents;
}

/** One remittance advice: what a payer paid with one check or transfer, and why (one 835 transaction set). */
export interface RemittanceAdvice {
  /** Check or trace number, TRN02. */
  readonly traceNumber: string;
  /** The payer's own id in the trace, TRN03. */
  readonly originatorId: string;
  readonly payerName: string;
  /** N104 of the payer, where there is one. */
  readonly payerId?: string;
  /** NPI or tax id of the payee. */
  readonly payeeId: string;
  /** Day of the payment, BPR16. */
  readonly paidOn: IsoDate;
  /** Amount of the payment, BPR02. */
  readonly amountCents: Cents;
  /** ACH, CHK, NON (no payment), and so on: BPR04. */
  readonly method: string;
  readonly claims: readonly ClaimPayment[];
  readonly providerLevelAdjustments: readonly ProviderLevelAdjustment[];
}
