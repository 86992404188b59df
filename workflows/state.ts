import type { SendAs } from '../domain/claim/send-as.ts';
import type { Fact } from '../domain/claim/facts.ts';
import type { Question } from '../domain/claim/question.ts';
import type { ClaimStatus, Owner } from '../domain/claim/status.ts';
import type { InputKind } from '../domain/claim/inputs.ts';
import type { UnapprovedWriteOff } from '../domain/claim/workflow-questions.ts';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { PlacementStage, RecallReason } from '../domain/policy/placement.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Intake } from '../domain/schema/intake.ts';
import type { Problem } from '../domain/schema/problems.ts';
import type { InboxEntry, StoredClaimInput, TimelineEntry } from './messages.ts';

/** Where a claim stands: one status, who acts next, what comes next and when. */
export interface Standing {
  readonly status: ClaimStatus;
  readonly owner: Owner;
  /** In a biller's words; no PHI. */
  readonly next: string;
  readonly dueOn: IsoDate | null;
}

/** How far the present payer is: to be sent, sent, accepted into adjudication, or answered and not yet reviewed. */
export type PayerStage = 'to-send' | 'sent' | 'accepted' | 'adjudicated' | 'rejected';

/** A question that a person has not answered yet. */
export interface OpenQuestion {
  /** Null when it could not be stored. */
  readonly workItemId: string | null;
  readonly question: Question;
  /** Version of the patient file that the question is about; a newer version answers it. */
  readonly version: number;
  /** Stages when it was asked; a fact that moves the claim to another one answers it. */
  readonly stage: PayerStage;
  readonly placement: PlacementStage;
  /** The day to look at it again. */
  readonly dueOn: IsoDate;
  /** The day on which it is escalated, unless its last day comes close before. */
  readonly escalatesOn: IsoDate;
  /** Nobody answered in time. */
  readonly isEscalated: boolean;
}

/** A write-off that waits for approval, and the work item that asks for it. */
export interface AwaitedApproval extends UnapprovedWriteOff {
  readonly workItemId: string;
}

/** An input of a person that could not be stored; its text is in the workflow's history. */
export interface UnstoredNote {
  readonly key: string;
  readonly kind: InputKind;
  readonly at: Instant;
  /** Null if the input names nobody. */
  readonly by: string | null;
}

/** A question about a partner that the claim waits for. A newer version, or another stage, ends the wait too. */
export interface AwaitedPartner extends Pick<OpenQuestion, 'version' | 'stage' | 'placement'> {
  readonly workItemId: string;
  /** What is wrong, in one sentence. */
  readonly found: string;
  /** The claim then tries again by itself. */
  readonly dueOn: IsoDate;
}

/**
 * What a claim remembers between workflow tasks and runs. Plain JSON; nothing in it names a person. Only the functions
 * of transitions.ts, correction-, question- and input-transitions.ts change it.
 */
export interface ClaimState extends Standing {
  readonly claimId: string;
  readonly intakeSha256: string;
  readonly payerId: string;
  readonly policy: ClaimPolicy;
  readonly timelyFilingOn: IsoDate;
  /** Where the claim stands apart from its holds; null while nothing holds it. */
  readonly standingUnderHold: Standing | null;
  /** What the claim waits for, when it waits. */
  readonly waitingFor: string | null;
  /** Names of the holds in force. */
  readonly holds: readonly string[];
  /** Every status the claim has had, oldest first. */
  readonly statuses: readonly ClaimStatus[];
  readonly version: number;
  readonly submissions: number;
  readonly resends: number;
  readonly automaticCorrections: number;
  readonly stage: PayerStage;
  readonly sendAs: SendAs;
  /** A void, or the correction of a closed claim, goes to the payer although nobody owes. */
  readonly isReplacementOpen: boolean;
  /** A person has closed the claim although the payer has not processed what was to be sent. */
  readonly isWithdrawn: boolean;
  /** An attempt to send the claim is under way. */
  readonly isSending: boolean;
  /** Version whose bytes may be committed for the next submission number, because its sending did not end well. */
  readonly stoppedVersion: number | null;
  /** Nothing is charged, so that nobody can owe: a person decides. */
  readonly isZeroCharge: boolean;
  readonly balanceCents: number;
  /** Signals with inputs so far; numbers the record of the next one. */
  readonly signals: number;
  /** Inputs of people that could not be stored, without their text. */
  readonly unstoredInputs: readonly UnstoredNote[];
  /** Questions asked so far; numbers the key of the next one. */
  readonly questions: number;
  readonly openQuestion: OpenQuestion | null;
  /** The work item about a requested cancellation, while the claim is held for it. */
  readonly cancellationItem: string | null;
  /** Write-offs that wait for the approval of a second person. */
  readonly unapproved: readonly AwaitedApproval[];
  readonly awaitedPartner: AwaitedPartner | null;
  /** Statements sent in the present billing cycle. */
  readonly statements: number;
  /** Billing cycle, starting at 1. */
  readonly cycle: number;
  readonly lastStatementOn: IsoDate | null;
  readonly placements: number;
  readonly placement: PlacementStage;
  readonly placedOn: IsoDate | null;
  /** Why the account is to be recalled, from the cause until the agency has the recall; null otherwise. */
  readonly recalling: RecallReason | null;
  /** Ids of payments made here while the agency has the account, of which it is not told yet. */
  readonly paymentsToReport: readonly string[];
  /** Write-offs that the claim itself made; numbers the key of the next one. */
  readonly writeOffs: number;
  /** The journal says that something of the claim was written off; known when nobody owes. */
  readonly isWrittenOff: boolean;
  /** Money moved since the work on the present debtor began. */
  readonly hasMoneyMoved: boolean;
  /** Who owes now, where the step that moved money has said so; null when the ledger must be asked. */
  readonly debtor: Debtor | null;
  /** Facts that the loop has not applied yet, oldest first. */
  readonly facts: readonly Fact[];
  /** Keys of the newest facts, so that a repeat changes nothing. */
  readonly seen: readonly string[];
  /** Why the payer denied the claim, until it is sent again or settled; null otherwise. */
  readonly denialCategory: string | null;
  /** Orders what is stored about the claim: the newest record has the highest. */
  readonly revision: number;
  /** Lines that the timeline has had; the newest of them are in `timeline`. */
  readonly lines: number;
  readonly timeline: readonly TimelineEntry[];
  readonly inbox: readonly InboxEntry[];
}

/**
 * The first run takes the patient file, which crosses Temporal here, encrypted, and never again; a later run continues
 * from what the previous one remembered, or from what is stored, when Temporal no longer keeps the previous one.
 */
export type ClaimInput = Intake | { readonly resumed: ClaimState } | StoredClaimInput;

/** What a claim came to. */
export interface ClaimEnd {
  readonly claimId: string;
  readonly status: ClaimStatus;
  /** Why a patient file was refused. */
  readonly reason?: string;
  /** What is wrong with a patient file that was refused, by path. */
  readonly problems?: readonly Problem[];
}
