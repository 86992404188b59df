import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Instant, IsoDate } from '../domain/dates.ts';
import type { ClaimStatus } from '../domain/claim/status.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import type { Fact } from '../domain/claim/facts.ts';
import type {
  BalanceTransfer,
  Correction,
  Hold,
  Note,
  PatientPayment,
  Release,
  Withdrawal,
  WriteOff,
  WriteOffApproval,
} from '../domain/claim/inputs.ts';

/** The task queue of claim steps. */
export const claimsQueue = 'claims';
/** The task queue of outbound I/O: claims, statements and placements leave here. */
export const outboundQueue = 'claims-outbound';
/** The task queue of whole files: reading and posting. */
export const filesQueue = 'claims-files';
/** The task queue of visits to mailboxes: each waits for files there, most of the time. */
export const mailboxQueue = 'claims-mailboxes';
/** The task queue of the signals that tell claims what a file said: thousands of them delay no visit. */
export const signalingQueue = 'claims-signaling';

/** The workflow id of the record of the installation's keys. */
export const installationWorkflowId = 'installation';

/** The workflow id of what signals claims the facts in the outbox. */
export const signalingWorkflowId = 'signaling';

/** The workflow id of a trading partner's mailbox. */
export function mailboxWorkflowId(partnerId: string): string {
  return `mailbox-${partnerId}`;
}

/** The workflow id of a claim, from its patient control number (CLM01). */
export function claimWorkflowId(patientControlNumber: string): string {
  return `claim-${patientControlNumber}`;
}

/** The type of a search attribute's key. Temporal exports none by name, and our type declarations need one. */
interface Key<T extends SearchAttributeType> {
  readonly name: string;
  readonly type: T;
}

const key = <T extends SearchAttributeType>(name: string, type: T): Key<T> => defineSearchAttributeKey(name, type);

/** Search attributes of a claim; registered at start-up, written together. They are never encrypted: no PHI. */
export const searchAttributes = {
  claimStatus: key('ClaimStatus', SearchAttributeType.KEYWORD),
  payerId: key('PayerId', SearchAttributeType.KEYWORD),
  nextActionOwner: key('NextActionOwner', SearchAttributeType.KEYWORD),
  nextActionAt: key('NextActionAt', SearchAttributeType.DATETIME),
  timelyFilingAt: key('TimelyFilingAt', SearchAttributeType.DATETIME),
  balanceCents: key('BalanceCents', SearchAttributeType.INT),
  denialCategory: key('DenialCategory', SearchAttributeType.KEYWORD),
} as const;

/** The argument of a run that continues a stored claim. */
export interface StoredClaimInput {
  /** The claim id. */
  readonly stored: string;
}

/** What came of an input: taken, with a remark if it does not do all that its sender may expect, or refused. */
export type Receipt =
  | { readonly outcome: 'taken'; readonly remark?: string }
  | { readonly outcome: 'refused'; readonly reason: string };

/** One input as the inbox shows it, taken and refused ones alike. */
export interface InboxEntry {
  readonly at: Instant;
  readonly input: string;
  readonly receipt: Receipt;
}

/** One thing that happened to a claim. */
export interface TimelineEntry {
  readonly on: IsoDate;
  readonly at: Instant;
  readonly status: ClaimStatus;
  readonly what: string;
}

/** A wait that runs: what ends it, and when it acts by itself. */
export interface TimerView {
  readonly waitingFor: string;
  readonly dueOn: IsoDate;
  readonly dueAt: Instant;
}

export const statusQuery = defineQuery<ClaimView>('status');
export const timelineQuery = defineQuery<readonly TimelineEntry[]>('timeline');
export const timersQuery = defineQuery<readonly TimerView[]>('timers');
export const inboxQuery = defineQuery<readonly InboxEntry[]>('inbox');

/**
 * What came back from the world about a claim, one fact or several at once; sent by the relay, deduplicated by key.
 */
export const factSignal = defineSignal<Fact[]>('fact');

export const correctClaim = defineUpdate<Receipt, [Correction]>('correctClaim');
export const hold = defineUpdate<Receipt, [Hold]>('hold');
export const release = defineUpdate<Receipt, [Release]>('release');
export const recordPayment = defineUpdate<Receipt, [PatientPayment]>('recordPayment');
export const writeOff = defineUpdate<Receipt, [WriteOff]>('writeOff');
export const approveWriteOff = defineUpdate<Receipt, [WriteOffApproval]>('approveWriteOff');
export const transfer = defineUpdate<Receipt, [BalanceTransfer]>('transfer');
export const withdraw = defineUpdate<Receipt, [Withdrawal]>('withdraw');
export const addNote = defineUpdate<Receipt, [Note]>('addNote');

/**
 * Stores where the claim stands and what could not be stored before, for `claimloop reconcile --repair`. True if the
 * workflow then has nothing that is not stored.
 */
export const storeStanding = defineUpdate<boolean>('storeStanding');
