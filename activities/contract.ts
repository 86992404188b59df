import type { Question } from '../domain/claim/question.ts';
import type { Correction, InputKind, PatientPayment, WriteOffReason } from '../domain/claim/inputs.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { Adjustment } from '../domain/remittance/remittance.ts';
import type { PartnerSubject, PartnerTrouble } from '../domain/partner-trouble.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Problem } from '../domain/schema/problems.ts';
import type { Decision, DecisionResult, WorklistReport, WorklistRequest } from './worklist-contract.ts';

/** What the workflow knows of a claim after the patient file is stored. Contains no PHI. */
export interface OpenedClaim {
  readonly kind: 'opened';
  readonly claimId: string;
  /** SHA-256 of the patient file, in hexadecimal. */
  readonly intakeSha256: string;
  readonly payerId: string;
  readonly chargedCents: number;
  readonly timelyFilingOn: IsoDate;
  readonly policy: ClaimPolicy;
  readonly debtor: Debtor;
  /** How the first submission is sent: a replacement if the patient file replaces a claim of other software. */
  readonly sendAs: 'original' | 'replacement';
}

/** A patient file to check and store, as received. */
export interface OpenClaim {
  /** Id of the calling workflow: it must match the patient file. */
  readonly workflowId: string;
  readonly intake: unknown;
}

/** Why a patient file is refused. */
export interface RefusedClaim {
  readonly kind: 'refused';
  readonly why: string;
  /** Errors in the patient file, by path; empty if the file itself is valid. */
  readonly problems: readonly Problem[];
}

/** One input of a person and its outcome, to store. */
export interface RecordInput {
  readonly claimId: string;
  /** Id of its Update, or its number among the claim's Signals. The same key is the same input. */
  readonly key: string;
  readonly kind: InputKind;
  /** The input as sent. */
  readonly content: unknown;
  /** Why it was refused; null if it was accepted. */
  readonly refusal: string | null;
  readonly at: Instant;
  readonly today: IsoDate;
}

/** Result of checking codes, coverage, form and filing deadline. */
export type CheckResult =
  | { readonly kind: 'ready' }
  | { readonly kind: 'patient-liable'; readonly why: string }
  | { readonly kind: 'ask'; readonly question: Question };

/** The next step after a rejection or a denial. */
export type NextStep =
  | {
      readonly kind: 'resubmit';
      readonly as: 'original' | 'replacement';
      readonly version: number;
      readonly why: string;
    }
  | { readonly kind: 'ask'; readonly as: 'original' | 'replacement'; readonly question: Question }
  | { readonly kind: 'done'; readonly why: string };

export type CorrectionResult =
  | { readonly kind: 'applied'; readonly version: number; readonly chargedCents: number }
  | { readonly kind: 'refused'; readonly reason: string };

export type WriteOffResult =
  | { readonly kind: 'written-off'; readonly debtor: Debtor }
  | { readonly kind: 'refused'; readonly reason: string };

export type PaymentResult =
  | {
      readonly kind: 'recorded';
      readonly debtor: Debtor;
      /** It took something off what the agency collects. */
      readonly isFromAgency: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Activities that only use the database; they run as local activities. Those that move money return who owes
 * afterwards.
 */
export interface DatabaseActivities {
  /**
   * Checks and stores the patient file and posts its charges. Refused: an invalid file, a workflow id that does not
   * match it, a known externalId with different content, or an unknown policy profile.
   */
  openClaim(input: OpenClaim): Promise<OpenedClaim | RefusedClaim>;
  /** Stores what a person sent, with author, time and outcome. */
  recordInput(input: RecordInput): Promise<void>;
  /**
   * Checks codes, coverage, form and timely filing: may this version be sent today? Moves the balance to the patient
   * if the patient is liable.
   */
  checkClaim(input: {
    claimId: string;
    version: number;
    as: 'original' | 'replacement';
    today: IsoDate;
  }): Promise<CheckResult>;
  /** Creates a new version of the patient file and closes the work item that asked for it. */
  applyCorrection(input: {
    claimId: string;
    correction: Correction;
    workItemId: string | null;
    today: IsoDate;
  }): Promise<CorrectionResult>;
  /** Decides the next step after a rejection. Applies a rule's correction and returns its version. */
  reviewRejection(input: {
    claimId: string;
    submission: number;
    automaticCorrections: number;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<NextStep>;
  /** Decides the next step after the newest adjudication, while the payer's balance is open. */
  reviewAdjudication(input: {
    claimId: string;
    automaticCorrections: number;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<NextStep>;
  /** Determines from the ledger who owes. */
  whoOwes(input: { claimId: string; policy: ClaimPolicy }): Promise<Debtor>;
  /** Posts a patient payment. Refused: its paymentId was recorded before with different content. */
  recordPayment(input: {
    claimId: string;
    payment: PatientPayment;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<PaymentResult>;
  /** Writes off the whole open balance of payer or patient, once per key. */
  writeOff(input: {
    claimId: string;
    key: string;
    reason: WriteOffReason;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<WriteOffResult>;
  openWorkItem(input: {
    claimId: string;
    key: string;
    question: Question;
    dueOn: IsoDate;
    today: IsoDate;
  }): Promise<{ workItemId: string }>;
  /** Asks about a partner, once for all claims, and notes that the claim waits for the answer. */
  askAboutPartner(input: {
    partner: PartnerSubject;
    trouble: PartnerTrouble;
    claimId: string | null;
  }): Promise<{ workItemId: string }>;
  closeWorkItem(input: { workItemId: string; how: string; today: IsoDate }): Promise<void>;
  escalateWorkItem(input: { workItemId: string; dueOn: IsoDate }): Promise<void>;
  /** Does what a person decided about a stored file or an open question. */
  decide(input: Decision): Promise<DecisionResult>;
  /** Lists for the command line, each at most 500 rows. */
  readReport(input: ReportRequest): Promise<Report>;
}

export type ReportRequest =
  | WorklistRequest
  | { readonly report: 'trial-balance' }
  | { readonly report: 'claim-money'; readonly claimIds: readonly string[] }
  | { readonly report: 'inputs'; readonly claimId: string }
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
  | {
      readonly report: 'trial-balance';
      readonly accounts: readonly { account: string; debitCents: number; creditCents: number }[];
      readonly balanced: boolean;
      readonly entries: number;
    }
  | { readonly report: 'claim-money'; readonly claims: readonly ClaimMoney[] }
  | { readonly report: 'inputs'; readonly inputs: readonly RecordedInput[] }
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
}

/** Activities that process whole files, on their own task queue. */
export interface FileActivities {
  /** Fetches the next complete files of a partner; every byte is stored before a file is removed there. */
  fetchFiles(input: { partnerId: string }): Promise<{ fetched: number; isMore: boolean }>;
  /** Reads the next stored files of a partner; each transaction set is posted or quarantined by itself. */
  readFiles(input: { partnerId: string }): Promise<{ read: number; isMore: boolean; hasMessages: boolean }>;
  /** Signals the facts in the outbox to their claims; `isMore` if some are left for another call. */
  signalClaims(input: Record<string, never>): Promise<{ signaled: number; isMore: boolean }>;
}
