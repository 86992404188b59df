import type { IsoDate } from '../domain/dates.ts';

/** Which open questions to list; all of them by default. */
export interface WorklistFilter {
  readonly kind?: string | undefined;
  readonly owner?: string | undefined;
  /** Questions about claims of this payer. */
  readonly payerId?: string | undefined;
  /** Questions that are open for at least that many days. */
  readonly olderThanDays?: number | undefined;
}

/** One open question for a person. Questions about files have no claim and no payer. */
export interface WorkItemRow {
  /** The item's number, or `file-` and the number of a stored file. */
  readonly id: string;
  readonly claimId: string | null;
  readonly payerId: string | null;
  readonly kind: string;
  readonly owner: string;
  readonly openedOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly escalated: boolean;
  readonly found: string;
  readonly canDo: string;
}

/** States of a stored file. A file that is partly read has quarantined transaction sets beside posted ones. */
export type FileState = 'received' | 'read' | 'partly-read' | 'quarantined' | 'dismissed';

/** A stored file that came in. */
export interface FileRow {
  readonly id: string;
  readonly partnerId: string;
  /** Name under which it was delivered last. */
  readonly name: string;
  readonly sizeBytes: number;
  /** ISO time, UTC. */
  readonly receivedAt: string;
  readonly state: FileState;
  /** Why it, or a part of it, is not posted; null when all of it is. */
  readonly reason: string | null;
}

/** A transaction set or TA1 of a file; indexes count from 1, and a TA1 stands in group 0. */
export interface FilePart {
  readonly interchange: number;
  readonly group: number;
  readonly index: number;
  /** ST01, or "TA1". */
  readonly set: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly state: 'posted' | 'quarantined';
  readonly reason: string | null;
}

/** Everything that is known of a stored file, but its bytes. */
export interface FileDetail extends FileRow {
  readonly sha256: string;
  readonly attempts: number;
  readonly dismissedBy: string | null;
  readonly dismissedBecause: string | null;
  /** The first 500 parts. */
  readonly parts: readonly FilePart[];
}

/** What a person decides about a stored file or an open question. */
export type Decision =
  | { readonly kind: 'retry-file'; readonly fileId: string; readonly by: string }
  | { readonly kind: 'dismiss-file'; readonly fileId: string; readonly reason: string; readonly by: string }
  | { readonly kind: 'close-item'; readonly itemId: string; readonly reason: string; readonly by: string };

/** What came of a decision. */
export type DecisionResult =
  | {
      readonly outcome: 'done';
      /** Claims that waited for the partner and go on; given when the question was about one. */
      readonly resumed?: number;
    }
  | { readonly outcome: 'refused'; readonly reason: string };
