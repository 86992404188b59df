import type { Delimiters } from '../delimiters.ts';
import type { Finding } from '../finding.ts';
import type { Segment } from '../segment.ts';
import type { InterchangeHeader } from './read-header.ts';

/** One transaction set: from ST to SE. Positions of its segments count from ST = 1. */
export interface TransactionSet {
  /** ST01, e.g. "835". */
  readonly set: string;
  /** Implementation guide: ST03, or the group's GS08 where ST has none. */
  readonly guide: string;
  /** ST02. */
  readonly control: string;
  readonly segments: readonly Segment[];
  readonly delimiters: Delimiters;
  readonly findings: readonly Finding[];
}

/** One functional group: from GS to GE. */
export interface FunctionalGroup {
  /** GS01, e.g. "HP". */
  readonly functionalId: string;
  readonly senderCode: string;
  readonly receiverCode: string;
  readonly date: string;
  readonly time: string;
  /** GS06. */
  readonly control: string;
  /** GS08. */
  readonly version: string;
  readonly sets: readonly TransactionSet[];
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
  readonly delimiters: Delimiters;
  readonly groups: readonly FunctionalGroup[];
  readonly acknowledgements: readonly InterchangeAcknowledgement[];
  /** Faults of the envelopes: counts and control numbers that do not agree. */
  readonly findings: readonly Finding[];
}

/** A file that was read, or why it cannot be. Interchanges that were whole before the fault are in both. */
export type ReadResult =
  | { readonly kind: 'read'; readonly interchanges: readonly Interchange[] }
  | {
      readonly kind: 'unreadable';
      readonly reason: string;
      readonly segment: number;
      readonly offset: number;
      readonly interchanges: readonly Interchange[];
    };
