import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** A name and postal address, as it stands in the window of the envelope. */
export interface Addressee {
  readonly name: string;
  readonly lines: readonly string[];
}

/** What one service cost and who bears it. */
export interface StatementLine {
  readonly serviceDate: IsoDate;
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** charged − insurance paid − adjusted − what no statement asks for (denied, and still the payer's). */
  readonly youOweCents: Cents;
}

/** One reason why the patient owes something, in one sentence. */
export interface OwedReason {
  /** Group and reason code as the payer sent it, e.g. "PR-1"; "SELF" without insurance. */
  readonly code: string;
  readonly sentence: string;
  readonly amountCents: Cents;
}

/** charged − insurance paid − adjusted − patient paid − other = amount due, to the cent. */
export interface StatementTotals {
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  readonly patientPaidCents: Cents;
  /** What is given up otherwise, or is not the patient's. */
  readonly otherCents: Cents;
  readonly amountDueCents: Cents;
}

/** Everything that stands on a patient's statement; a renderer only lays it out. Holds PHI: never logged. */
export interface Statement {
  readonly statementNumber: string;
  readonly accountNumber: string;
  readonly issuedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly badge: 'Statement' | 'Past due' | 'Final notice';
  readonly from: Addressee & { readonly phone?: string };
  readonly to: Addressee;
  readonly patientName: string;
  readonly providerName?: string;
  readonly insurerName?: string;
  readonly lines: readonly StatementLine[];
  readonly totals: StatementTotals;
  readonly reasons: readonly OwedReason[];
  /** Paragraphs below the figures, each with a heading: how to pay, how to dispute, and so on. */
  readonly notices: readonly { readonly heading: string; readonly text: string }[];
}
