import type { Movement } from '../domain/remittance/movements.ts';

/** Which parts of remittances to list: those that a person decides about, or all of one file. */
export interface RemittanceFilter {
  readonly fileId?: string | undefined;
}

/** Parts of remittances. */
export interface RemittanceList {
  /** Whether there are more than 500. */
  readonly isMore: boolean;
  readonly parts: readonly RemittanceRow[];
}

/** A claim payment (CLP) or a provider-level adjustment (PLB) of a stored file. */
export interface RemittanceRow {
  /** Its name in commands: FILE:SEGMENT, or FILE:PLACE:SEGMENT. */
  readonly part: string;
  readonly kind: 'payment' | 'adjustment';
  readonly state: 'posted' | 'reversed' | 'exception' | 'accepted' | 'refused';
  readonly claimId: string | null;
  /** CLP01 as the payer sent it; null for an adjustment. */
  readonly controlNumber: string | null;
  /** CLP02, or the reason code of the adjustment. */
  readonly code: string;
  /** Null for an adjustment. */
  readonly chargeCents: number | null;
  /** What it adds to the payment. */
  readonly paidCents: number;
  /** Codes of what does not fit. */
  readonly findings: readonly string[];
  readonly traceNumber: string;
  readonly payerName: string;
  readonly paidOn: string;
}

/** Everything that is known of a part of a remittance. It may hold PHI. */
export interface RemittanceDetail extends RemittanceRow {
  readonly reference: string | null;
  /** What the file says of the claim and of each service. */
  readonly amounts: readonly {
    readonly of: string;
    readonly chargeCents: number;
    readonly paidCents: number;
    readonly adjustments: readonly { readonly code: string; readonly amountCents: number }[];
  }[];
  /** What is posted, by line. */
  readonly posted: readonly Movement[];
  readonly questions: readonly { readonly found: string; readonly canDo: string }[];
  readonly decisions: readonly {
    readonly kind: string;
    readonly claimId: string | null;
    readonly by: string;
    readonly on: string;
    readonly reason: string;
  }[];
}

/** A request for parts of remittances. */
export type RemittanceRequest =
  | ({ readonly report: 'remittances' } & RemittanceFilter)
  | { readonly report: 'remittance'; readonly part: string };

/** The answer to a `RemittanceRequest`; null if there is no such part, or several have that name. */
export type RemittanceReport =
  | ({ readonly report: 'remittances' } & RemittanceList)
  | { readonly report: 'remittance'; readonly remittance: RemittanceDetail | null };
