import type { Question } from '../domain/claim/question.ts';
import type { Correction, InputKind, PatientPayment, WriteOffReason } from '../domain/claim/inputs.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Problem } from '../domain/schema/read-intake.ts';
import type {
  Decision,
  DecisionResult,
  FileDetail,
  FileRow,
  FileState,
  WorkItemRow,
  WorklistFilter,
} from './worklist-contract.ts';

/** A claim as the workflow knows it after the patient file is stored: nothing here names a person. */
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
}

/** A patient file to be checked and stored, as it was handed in. */
export interface OpenClaim {
  /** Id of the workflow that asks: it must be the one that the patient file leads to. */
  readonly workflowId: string;
  readonly intake: unknown;
}

/** Why a patient file does not become a claim. */
export interface RefusedClaim {
  readonly kind: 'refused';
  readonly why: string;
  /** What is wrong with the patient file, by path; empty when the file itself is sound. */
  readonly problems: readonly Problem[];
}

/** One input of a person and what came of it, to be kept. */
export interface RecordInput {
  readonly claimId: string;
  /** Id of its Update, or its place among the claim's Signals: the same key is the same input. */
  readonly key: string;
  readonly kind: InputKind;
  /** The input as it was sent. */
  readonly content: unknown;
  /** Why it was refused; null when it was taken. */
  readonly refusal: string | null;
  readonly at: Instant;
  readonly today: IsoDate;
}

/** What the check of codes, coverage, form and clocks says. */
export type CheckResult =
  | { readonly kind: 'ready' }
  | { readonly kind: 'patient-liable'; readonly why: string }
  | { readonly kind: 'ask'; readonly question: Question };

/** What is to be done about a rejection or a denial. */
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
  | { readonly kind: 'recorded'; readonly debtor: Debtor }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Steps that only touch the database: local activities of the claim's own workflow task. One that moves money says who
 * owes then.
 */
export interface DatabaseActivities {
  /**
   * Checks and stores the patient file, and posts its charges. Refused: a file with problems, a workflow id that does
   * not fit it, a known externalId with other content, an unknown profile.
   */
  openClaim(input: OpenClaim): Promise<OpenedClaim | RefusedClaim>;
  /** Keeps what a person sent, with its author, time and outcome. */
  recordInput(input: RecordInput): Promise<void>;
  /**
   * Codes, coverage, form, timely filing: may this version be sent today? Moves a balance to the patient if he is
   * liable.
   */
  checkClaim(input: { claimId: string; version: number; today: IsoDate }): Promise<CheckResult>;
  /** Makes a new version of the patient file, and closes the question that asked for it. */
  applyCorrection(input: {
    claimId: string;
    correction: Correction;
    workItemId: string | null;
    today: IsoDate;
  }): Promise<CorrectionResult>;
  /** What a rejection (of that submission) means; a rule's correction is applied and its version returned. */
  reviewRejection(input: {
    claimId: string;
    submission: number;
    automaticCorrections: number;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<NextStep>;
  /** What the newest adjudication means while the payer's balance is still open. */
  reviewAdjudication(input: {
    claimId: string;
    automaticCorrections: number;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<NextStep>;
  /** Asks the ledger. */
  whoOwes(input: { claimId: string; policy: ClaimPolicy }): Promise<Debtor>;
  /** Posts money from the patient. Refused: its paymentId was recorded before with other content. */
  recordPayment(input: {
    claimId: string;
    payment: PatientPayment;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<PaymentResult>;
  /** Writes off all that is open, of payer or patient, under its key. */
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
  closeWorkItem(input: { workItemId: string; how: string; today: IsoDate }): Promise<void>;
  escalateWorkItem(input: { workItemId: string; dueOn: IsoDate }): Promise<void>;
  /** Does what a person decided about a stored file or an open question. */
  decide(input: Decision): Promise<DecisionResult>;
  /** What office staff ask of the books: lists for the command line, each at most 500 rows. */
  readReport(input: ReportRequest): Promise<Report>;
}

export type ReportRequest =
  | { readonly report: 'worklist'; readonly filter?: WorklistFilter }
  | { readonly report: 'files'; readonly state?: FileState | undefined }
  | { readonly report: 'file'; readonly fileId: string }
  | { readonly report: 'trial-balance' }
  | { readonly report: 'claim-money'; readonly claimIds: readonly string[] }
  | { readonly report: 'inputs'; readonly claimId: string };

/** What was charged, paid and given up on one claim, in cents. */
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
  | { readonly report: 'worklist'; readonly items: readonly WorkItemRow[] }
  | { readonly report: 'files'; readonly files: readonly FileRow[] }
  | { readonly report: 'file'; readonly file: FileDetail | null }
  | {
      readonly report: 'trial-balance';
      readonly accounts: readonly { account: string; debitCents: number; creditCents: number }[];
      readonly balanced: boolean;
      readonly entries: number;
    }
  | { readonly report: 'claim-money'; readonly claims: readonly ClaimMoney[] }
  | { readonly report: 'inputs'; readonly inputs: readonly RecordedInput[] };

/** What a person sent to a claim, as it is kept: never lost, whether it was taken or refused. */
export interface RecordedInput {
  readonly kind: InputKind;
  /** Who sent it; null when it named nobody. */
  readonly by: string | null;
  readonly at: Instant;
  /** The business day. */
  readonly on: IsoDate;
  /** The input as JSON text. */
  readonly content: string;
  /** Why it was refused; null when it was taken. */
  readonly refusal: string | null;
}

/** Steps that send something out; on a task queue of their own. */
export interface OutboundActivities {
  /** Commits the bytes with their control numbers, then sends them; a retry sends the same bytes. */
  submitClaim(input: {
    claimId: string;
    version: number;
    submission: number;
    as: 'original' | 'replacement';
    today: IsoDate;
  }): Promise<void>;
  /** Sends the same bytes of that submission once more. */
  resendClaim(input: { claimId: string; submission: number; resend: number }): Promise<void>;
  /** Renders statement n (1 the first) and delivers it to be mailed. */
  sendStatement(input: {
    claimId: string;
    cycle: number;
    statement: number;
    isFinalNotice: boolean;
    dueOn: IsoDate;
    today: IsoDate;
  }): Promise<void>;
  /** Places the patient's balance with the agency, and moves it in the ledger. */
  placeAccount(input: { claimId: string; placement: number; today: IsoDate }): Promise<{ placedCents: number }>;
  /** Calls a placed account back, and moves what is left back to the patient. */
  recallAccount(input: { claimId: string; placement: number; reason: string; today: IsoDate }): Promise<void>;
}

/** Steps over whole files; on a task queue of their own. */
export interface FileActivities {
  /** Fetches the next complete files of a partner; every byte is stored before a file is removed there. */
  fetchFiles(input: { partnerId: string }): Promise<{ fetched: number; isMore: boolean }>;
  /** Reads the next stored files of a partner; each transaction set is posted or quarantined by itself. */
  readFiles(input: { partnerId: string }): Promise<{ read: number; isMore: boolean; hasMessages: boolean }>;
  /** Tells claims what is noted for them; `isMore` when some is left for another call. */
  tellClaims(input: Record<string, never>): Promise<{ told: number; isMore: boolean }>;
}
