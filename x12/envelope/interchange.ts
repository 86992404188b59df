import type { Delimiters } from '../segments/delimiters.ts';
import type { Finding } from '../check/finding.ts';
import type { Segment } from '../segments/segment.ts';
import type { Stop } from '../segments/tokenizer.ts';

/** What the ISA segment says, trimmed. */
export interface InterchangeHeader {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** yymmdd and hhmm, as written. */
  readonly date: string;
  readonly time: string;
  readonly version: string;
  /** Nine digits. */
  readonly control: string;
  /** ISA14: whether the sender asks for a TA1. */
  readonly asksAcknowledgement: boolean;
  /** P production, T test. */
  readonly usage: string;
  readonly delimiters: Delimiters;
}

/** What the GS segment says. */
export interface GroupHeader {
  /** GS01, e.g. "HP". */
  readonly functionalId: string;
  readonly senderCode: string;
  readonly receiverCode: string;
  /** ccyymmdd and hhmm, as written. */
  readonly date: string;
  readonly time: string;
  /** GS06. */
  readonly control: string;
  /** GS08. */
  readonly version: string;
}

/** What the ST segment says. */
export interface SetHeader {
  /** ST01, e.g. "835". */
  readonly set: string;
  /** Implementation guide: ST03, or the group's GS08 where ST has none. */
  readonly guide: string;
  /** ST02. */
  readonly control: string;
  readonly delimiters: Delimiters;
}

/** One transaction set: from ST to SE. Positions of its segments count from ST = 1. */
export interface TransactionSet extends SetHeader {
  /** ST first; SE last, unless it is missing and a finding says so. */
  readonly segments: readonly Segment[];
  readonly findings: readonly Finding[];
}

/** One functional group: from GS to GE. */
export interface FunctionalGroup extends GroupHeader {
  readonly sets: readonly TransactionSet[];
  readonly findings: readonly Finding[];
}

/** TA1: what a partner says of one interchange of ours. */
export interface InterchangeAcknowledgement {
  /** TA101: the control number of the interchange it speaks of. */
  readonly control: string;
  readonly date: string;
  readonly time: string;
  /** TA104: A accepted, E accepted with errors, R rejected. */
  readonly code: string;
  /** TA105. */
  readonly noteCode: string;
}

/** One interchange: from ISA to IEA. */
export interface Interchange extends InterchangeHeader {
  readonly groups: readonly FunctionalGroup[];
  readonly acknowledgements: readonly InterchangeAcknowledgement[];
  /** Faults of its own envelope; those of its groups and sets are with them. */
  readonly findings: readonly Finding[];
}

/** A file that was read, or why it cannot be. Interchanges that were whole before the fault are in both. */
export type ReadResult =
  | { readonly kind: 'read'; readonly interchanges: readonly Interchange[] }
  | (Stop & { readonly kind: 'unreadable'; readonly interchanges: readonly Interchange[] });
