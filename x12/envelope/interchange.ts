import type { Delimiters } from '../segments/delimiters.ts';
import type { Finding } from '../check/finding.ts';
import type { Segment } from '../segments/segment.ts';
import type { Stop } from '../segments/tokenizer.ts';

/** Content of the ISA segment, trimmed. */
export interface InterchangeHeader {
  /** ISA01 to ISA04. */
  readonly authorizationQualifier: string;
  readonly authorization: string;
  readonly securityQualifier: string;
  readonly security: string;
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
  /** ISA14: whether the sender requests a TA1. */
  readonly asksAcknowledgment: boolean;
  /** P production, T test. */
  readonly usage: string;
  readonly delimiters: Delimiters;
}

/** Content of the GS segment. */
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

/** Content of the ST segment. */
export interface SetHeader {
  /** ST01, e.g. "835". */
  readonly set: string;
  /** Implementation guide: ST03, or GS08 of the group when ST03 is empty. */
  readonly guide: string;
  /** ST02. */
  readonly control: string;
  readonly delimiters: Delimiters;
}

/** One transaction set, ST to SE. Positions count from ST = 1. */
export interface TransactionSet extends SetHeader {
  /** Starts with ST; ends with SE unless a finding says that it is missing. */
  readonly segments: readonly Segment[];
  readonly findings: readonly Finding[];
}

/** One functional group, GS to GE. */
export interface FunctionalGroup extends GroupHeader {
  readonly sets: readonly TransactionSet[];
  readonly findings: readonly Finding[];
}

/** TA1: a partner's acknowledgment of one interchange. */
export interface InterchangeAcknowledgment {
  /** TA101: control number of the acknowledged interchange. */
  readonly control: string;
  readonly date: string;
  readonly time: string;
  /** TA104: A accepted, E accepted with errors, R rejected. */
  readonly code: string;
  /** TA105. */
  readonly noteCode: string;
}

/** One interchange, ISA to IEA. */
export interface Interchange extends InterchangeHeader {
  readonly groups: readonly FunctionalGroup[];
  readonly acknowledgments: readonly InterchangeAcknowledgment[];
  /** Findings of its own envelope; groups and sets hold theirs. */
  readonly findings: readonly Finding[];
}

/** The interchanges of a file; if it cannot be read to the end, the reason and the interchanges before it. */
export type ReadResult =
  | { readonly kind: 'read'; readonly interchanges: readonly Interchange[] }
  | (Stop & { readonly kind: 'unreadable'; readonly interchanges: readonly Interchange[] });
