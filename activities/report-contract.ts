import type { InputKind } from '../domain/claim/inputs.ts';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { Party } from '../domain/ledger/accounts.ts';
import type { Adjustment } from '../domain/remittance/remittance.ts';
import type { TimelineEntry } from '../workflows/messages.ts';
import type { LedgerReport, LedgerRequest } from './ledger-contract.ts';
import type { ClaimRow, KnownStanding, StandingFilter } from './standing-contract.ts';
import type { RemittanceReport, RemittanceRequest } from './remittance-contract.ts';
import type { WorklistReport, WorklistRequest } from './worklist-contract.ts';

/** What a client asks of the database; each list has at most 500 rows unless it says otherwise. */
export type ReportRequest =
  | WorklistRequest
  | LedgerRequest
  | RemittanceRequest
  | { readonly report: 'claim-money'; readonly claimIds: readonly string[] }
  | { readonly report: 'inputs'; readonly claimId: string }
  | { readonly report: 'payers' }
  | ({ readonly report: 'claims' } & StandingFilter)
  | { readonly report: 'standing'; readonly reference: string }
  | { readonly report: 'timeline'; readonly claimId: string }
  | { readonly report: 'claim-file'; readonly claimId: string }
  | ({ readonly report: 'find-claims' } & ClaimSearch);

/** What was charged, paid and written off on one claim, in cents. */
export interface ClaimMoney {
  readonly claimId: string;
  readonly chargedCents: number;
  readonly paidCents: number;
  readonly adjustedCents: number;
  readonly patientPaidCents: number;
  readonly writtenOffCents: number;
  readonly placedCents: number;
}

export type Report =
  | WorklistReport
  | LedgerReport
  | RemittanceReport
  | { readonly report: 'claim-money'; readonly claims: readonly ClaimMoney[] }
  | { readonly report: 'inputs'; readonly inputs: readonly RecordedInput[] }
  | { readonly report: 'payers'; readonly payers: readonly string[] }
  | { readonly report: 'claims'; readonly claims: readonly ClaimRow[] }
  | { readonly report: 'standing'; readonly standing: KnownStanding | null }
  | { readonly report: 'timeline'; readonly lines: readonly TimelineEntry[] }
  | { readonly report: 'claim-file'; readonly file: ClaimFile }
  | { readonly report: 'find-claims'; readonly claims: readonly FoundClaim[] };

/** What a biller knows of a claim; every condition that is given must hold. */
export interface ClaimSearch {
  /** Part of "last, first" or of "first last", in any case. */
  readonly patient?: string;
  readonly externalId?: string;
  readonly payerId?: string;
  /** Days since the claim was opened, at least. */
  readonly olderThanDays?: number;
  readonly limit: number;
}

/** A claim that a search found. Names a patient: never logged. */
export interface FoundClaim {
  readonly claimId: string;
  readonly externalId: string;
  readonly openedOn: IsoDate;
  readonly patient: string;
  readonly serviceFrom: IsoDate;
}

/** Whose claim it is and what the payer answered. Names a patient: shown to people, never logged. */
export interface ClaimFile {
  readonly claimId: string;
  readonly externalId: string;
  readonly patient: string;
  readonly birthDate: string;
  readonly serviceFrom: IsoDate;
  readonly serviceTo: IsoDate;
  readonly payer: string;
  readonly chargedCents: number;
  /** Each claim payment, oldest first. */
  readonly answers: readonly {
    /** CLP02. */
    readonly statusCode: string;
    readonly paidCents: number;
    readonly adjustments: readonly Adjustment[];
    readonly remarkCodes: readonly string[];
  }[];
}

/** A stored input to a claim, accepted or refused. */
export interface RecordedInput {
  readonly kind: InputKind;
  /** Who sent it; null if unknown. */
  readonly by: string | null;
  readonly at: Instant;
  /** The business day. */
  readonly on: IsoDate;
  /** The input as JSON text. */
  readonly content: string;
  /** Why it was refused; null if it was accepted. */
  readonly refusal: string | null;
  /** What a correction changed. Absent for other inputs. */
  readonly changes?: readonly FieldChange[];
  /** What a write-off, its approval or a transfer moved. Absent while it is not posted, and for other inputs. */
  readonly moved?: MovedAmount;
}

/** A part of a debt that an input moved. */
export interface MovedAmount {
  /** Who owed it. Absent for a transfer, which names it. */
  readonly party?: Party;
  readonly amountCents: number;
}

/** One field of the patient file before and after a correction; null if it had no value. May hold PHI. */
export interface FieldChange {
  /** As in the correction, e.g. "claim.serviceLines[0].modifiers". */
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}
