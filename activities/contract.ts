import type { SendAs } from '../domain/claim/send-as.ts';
import type { Question } from '../domain/claim/question.ts';
import type { BalanceTransfer, Correction, InputKind, PatientPayment, WriteOff } from '../domain/claim/inputs.ts';
import type { Party } from '../domain/ledger/accounts.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { PartnerSubject, PartnerTrouble } from '../domain/partner-trouble.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Problem } from '../domain/schema/problems.ts';
import type { Reconciling, Reconciliation } from './reconcile-contract.ts';
import type { LedgerVerification } from './ledger-contract.ts';
import type { Report, ReportRequest } from './report-contract.ts';
import type { LoadedClaim, OpenedClaim, StandingRecord } from './standing-contract.ts';
import type { Decision, DecisionResult } from './worklist-contract.ts';

/** A patient file to check and store, as received. */
export interface OpenClaim {
  /** Id of the calling workflow: it must match the patient file. */
  readonly workflowId: string;
  /** Id of the calling run. */
  readonly runId: string;
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
  /** Where the claim stands after the input. */
  readonly standing: StandingRecord;
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
      readonly as: SendAs;
      readonly version: number;
      readonly why: string;
    }
  | { readonly kind: 'ask'; readonly as: SendAs; readonly question: Question }
  /** `isPending`: the payer has not finished its adjudication. */
  | { readonly kind: 'done'; readonly why: string; readonly isPending?: true };

/** A correction was stored. The payer and the last day for an original claim follow from the corrected file. */
export interface Corrected {
  readonly version: number;
  /** What the file charges now. */
  readonly chargedCents: number;
  readonly payerId: string;
  readonly timelyFilingOn: IsoDate;
  /** As what the file is to be sent, if the correction changes that. */
  readonly sendAs?: SendAs;
  /** Who owes now, if the correction changes the charges. */
  readonly debtor?: Debtor;
}

export type CorrectionResult =
  | ({ readonly kind: 'applied' } & Corrected)
  | { readonly kind: 'refused'; readonly reason: string };

/** A write-off of a person (`by`), or of the claim by its policy (`by` is null). `key` identifies it in the claim. */
export interface WriteOffInput extends Omit<WriteOff, 'writeOffId' | 'by'> {
  readonly claimId: string;
  readonly key: string;
  readonly by: string | null;
  readonly policy: ClaimPolicy;
  readonly today: IsoDate;
}

export type WriteOffResult =
  | { readonly kind: 'written-off'; readonly party: Party; readonly amountCents: Cents; readonly debtor: Debtor }
  /** Nothing is written off before a second person approves it. */
  | { readonly kind: 'needs-approval'; readonly party: Party; readonly amountCents: Cents }
  /** The part that is named is not open. */
  | { readonly kind: 'not-open'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

export type TransferResult =
  | { readonly kind: 'transferred'; readonly amountCents: Cents; readonly debtor: Debtor }
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
   * match it, a known externalId with different content, or an unknown policy profile. Loaded: an earlier run opened
   * the same patient file.
   */
  openClaim(input: OpenClaim): Promise<OpenedClaim | LoadedClaim | RefusedClaim>;
  /** Reads what a new run of a stored claim continues from; the same again for that run. Fails with `unknown-claim`. */
  loadClaim(input: { claimId: string; runId: string }): Promise<LoadedClaim>;
  /** Stores what a person sent, with author, time and outcome. */
  recordInput(input: RecordInput): Promise<void>;
  /**
   * Checks codes, coverage, form and timely filing: may this version be sent today, as that submission? Moves the
   * balance to the patient if the patient is liable.
   */
  checkClaim(input: {
    claimId: string;
    version: number;
    submission: number;
    as: SendAs;
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
  /** Writes off a part of what a party owes, once per key; the part that is asked about if none is named. */
  writeOff(input: WriteOffInput): Promise<WriteOffResult>;
  /** Moves a part of what a party owes to another party, once per transferId. */
  transferBalance(input: {
    claimId: string;
    transfer: BalanceTransfer;
    policy: ClaimPolicy;
    today: IsoDate;
  }): Promise<TransferResult>;
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
  escalateWorkItem(input: { workItemId: string; dueOn: IsoDate; isEscalated: boolean }): Promise<void>;
  /** Stores where a claim stands and what happened to it. A record with a lower revision changes nothing. */
  writeStanding(record: StandingRecord): Promise<void>;
  /** Does what a person decided about a stored file or an open question. */
  decide(input: Decision): Promise<DecisionResult>;
  /** Lists for the command line, each at most 500 rows. */
  readReport(input: ReportRequest): Promise<Report>;
}

/** Activities that process whole files, on their own task queue. */
export interface FileActivities {
  /** Reads the next stored files of a partner; each transaction set is posted or quarantined by itself. */
  readFiles(input: { partnerId: string }): Promise<{ read: number; isMore: boolean }>;
  /** Compares PostgreSQL with Temporal and the partners' mailboxes, and repairs what can be repaired. */
  reconcile(input: Reconciling): Promise<Reconciliation>;
  /** Checks the whole journal in one snapshot; the result ends with the first row that does not hold. */
  verifyLedger(input: Record<string, never>): Promise<LedgerVerification>;
}

/** Activities that wait for a partner's files, on their own task queue. */
export interface MailboxActivities {
  /**
   * Visits a partner's outbox until complete files are stored here; every byte is stored before a file is removed
   * there. Asks about a partner that refuses us or does not answer, and goes on.
   */
  visitMailbox(input: { partnerId: string }): Promise<{ fetched: number }>;
}

/** Activities that signal claims, on their own task queue. */
export interface SignalingActivities {
  /** Signals the facts in the outbox to their claims, and waits for more. */
  signalClaims(input: Record<string, never>): Promise<never>;
}
