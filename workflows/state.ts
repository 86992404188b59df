import type { Fact } from '../domain/claim/facts.ts';
import type { ClaimStatus } from '../domain/claim/status.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../domain/policy/policy.ts';
import type { Intake } from '../domain/schema/intake.ts';
import type { Standing } from './desk.ts';
import type { ClaimView, InboxEntry, TimelineEntry } from './messages.ts';

/** The first run of a claim: the patient file crosses Temporal here, encrypted, and never again. */
export interface ClaimStart {
  readonly claimId: string;
  readonly intake: Intake;
  readonly intakeSha256: string;
}

/** How far the present payer is: to be sent, sent, accepted into adjudication, or answered and not yet judged. */
export type PayerStage = 'to-send' | 'sent' | 'accepted' | 'adjudicated' | 'rejected';

/** What a claim remembers between workflow tasks and runs. Plain JSON; nothing in it names a person. */
export interface ClaimState extends Omit<ClaimView, 'version' | 'status' | 'owner' | 'next' | 'dueOn' | 'holds'> {
  status: ClaimStatus;
  owner: ClaimView['owner'];
  next: string;
  dueOn: IsoDate | null;
  /** Where the claim stood when the first hold came. */
  beforeHold: Standing | null;
  /** What the claim waits for, when it waits. */
  waitingFor: string | null;
  holds: string[];
  statuses: ClaimStatus[];
  payerId: string;
  policy: ClaimPolicy;
  timelyFilingOn: IsoDate;
  version: number;
  submissions: number;
  resends: number;
  automaticCorrections: number;
  stage: PayerStage;
  sendAs: 'original' | 'replacement';
  balanceCents: number;
  workItemId: string | null;
  /** Statements of the present cycle, and how many cycles there have been. */
  statements: number;
  cycle: number;
  lastStatementOn: IsoDate | null;
  placements: number;
  placement: 'none' | 'sent' | 'acknowledged';
  placedOn: IsoDate | null;
  writeOffs: number;
  /** Money moved since the work on the present debtor began. */
  moneyMoved: boolean;
  /** Who owes now, where the step that moved money has said so; null when the ledger must be asked. */
  debtor: Debtor | null;
  facts: Fact[];
  /** Keys of the newest facts, so that a repeat changes nothing. */
  seen: string[];
  timeline: TimelineEntry[];
  inbox: InboxEntry[];
}

/** The first run takes the patient file in; a later run goes on from what the former one remembered. */
export type ClaimInput = ClaimStart | { readonly resumed: ClaimState };

/** What a claim came to. */
export interface ClaimEnd {
  readonly claimId: string;
  readonly status: ClaimStatus;
}
