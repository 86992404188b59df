import type { SendAs } from '../domain/claim/send-as.ts';
import type { ClaimStatus, Owner } from '../domain/claim/status.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Fact } from '../domain/claim/facts.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { Problem } from '../domain/schema/problems.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import type { TimelineEntry } from '../workflows/messages.ts';
import type { ClaimState } from '../workflows/state.ts';

/**
 * What is stored of a claim's state, for its lists and for a new run. Its timeline and its inputs have tables of their
 * own, its policy never changes, and a new run waits anew.
 */
export type StoredState = Omit<ClaimState, 'timeline' | 'inbox' | 'policy' | 'waitingFor'>;

/** Where a claim stands after a step, and what happened since the previous record. Contains no PHI. */
export interface StandingRecord {
  readonly runId: string;
  /** Its `revision` orders the records of a claim; its `lines` counts the lines of the timeline, these included. */
  readonly state: StoredState;
  /** The newest lines of the timeline, oldest first. */
  readonly lines: readonly TimelineEntry[];
}

/** The highest numbers that the tables have of a claim. */
export interface Counters {
  readonly version: number;
  /** Versions that a rule made. */
  readonly automaticCorrections: number;
  /** Signals whose input is stored. */
  readonly signals: number;
  readonly questions: number;
  /** Write-offs that the claim itself made. */
  readonly writeOffs: number;
  /** Submissions that were sent. */
  readonly submissions: number;
  /** Version of the patient file in bytes that are committed and not sent; null if there are none. */
  readonly unsentVersion: number | null;
  readonly cycle: number;
  /** Statements sent in that billing cycle. */
  readonly statements: number;
  readonly lastStatementOn: IsoDate | null;
  readonly placements: number;
  readonly placedOn: IsoDate | null;
}

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
  readonly sendAs: SendAs;
}

/** What a new run of a claim continues from. */
export interface LoadedClaim {
  readonly kind: 'loaded';
  /** `debtor` is who owes now. */
  readonly opened: OpenedClaim;
  /** Null if nothing was stored since the claim was opened. */
  readonly state: StoredState | null;
  readonly counters: Counters;
  /** Facts that were signaled, and that the stored state does not know. */
  readonly missed: readonly Fact[];
}

/** Which claims to list; every condition that is given must hold. */
export interface StandingFilter {
  readonly status?: ClaimStatus;
  readonly owner?: Owner;
  readonly payerId?: string;
  /** Only claims that the payer denied, until they are sent again or settled. */
  readonly isDenied?: boolean;
  /** Only claims whose next action is due on that day or earlier. */
  readonly dueBy?: IsoDate;
  readonly externalId?: string;
  /** Days since the claim was opened, at least. */
  readonly olderThanDays?: number;
  readonly claimIds?: readonly string[];
  /** 100 by default, at most 2,000. */
  readonly limit?: number;
}

/** One row of the list of claims. */
export interface ClaimRow {
  readonly claimId: string;
  readonly externalId: string;
  readonly status: ClaimStatus;
  readonly owner: Owner;
  readonly next: string;
  readonly dueOn: IsoDate | null;
  readonly payerId: string;
  readonly balanceCents: number;
  /** Why the payer denied it, until it is sent again or settled. */
  readonly denialCategory: string | null;
  /** Null if the patient file was refused, as is `externalId` then empty. */
  readonly timelyFilingOn: IsoDate | null;
}

/** A stored claim, found by one of its numbers. */
export interface KnownStanding extends ClaimRow {
  readonly payerControlNumber: string | null;
  /** What is wrong with a patient file that was refused; empty otherwise. */
  readonly problems: readonly Problem[];
  readonly view: ClaimView;
}
