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

/** Open questions. */
export interface Worklist {
  /** Number of all questions that match the filter; `items` holds the first 500 about claims and 500 others. */
  readonly total: number;
  readonly items: readonly WorkItemRow[];
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
  /** Stored files that it is about: one partner, one day, one reason. Absent for other questions. */
  readonly files?: number;
}

/** States of a stored file. A file that is partly read has quarantined transaction sets beside posted ones. */
export type FileState = 'received' | 'read' | 'partly-read' | 'quarantined' | 'dismissed';

/** Which stored files to list; every condition that is given must hold. */
export interface FileFilter {
  readonly state?: FileState | undefined;
  /** Number of a file: those of the same partner, state, day and reason. */
  readonly alike?: string | undefined;
}

/** Stored files. */
export interface FileList {
  /** Number of all files that match the filter; `files` holds the newest 500. */
  readonly total: number;
  readonly files: readonly FileRow[];
}

/** Some bytes of a stored file. They may hold PHI. */
export interface FileChunk {
  /** Size of the whole file. */
  readonly sizeBytes: number;
  readonly base64: string;
}

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
  /** Number of all parts; `parts` holds 500 at most, in file order, and prefers those that are not posted. */
  readonly totalParts: number;
  readonly parts: readonly FilePart[];
}

/** A request for the worklist, the list of files, one file, or some of its bytes. */
export type WorklistRequest =
  | { readonly report: 'worklist'; readonly filter?: WorklistFilter }
  | ({ readonly report: 'files' } & FileFilter)
  | { readonly report: 'file'; readonly fileId: string }
  | { readonly report: 'file-content'; readonly fileId: string; readonly offset: number };

/** The answer to a `WorklistRequest`; null if there is no such file. */
export type WorklistReport =
  | ({ readonly report: 'worklist' } & Worklist)
  | ({ readonly report: 'files' } & FileList)
  | { readonly report: 'file'; readonly file: FileDetail | null }
  | { readonly report: 'file-content'; readonly chunk: FileChunk | null };

/** One file, or with `alike` all files of its partner, state, day and reason. */
export interface FileChoice {
  readonly fileId: string;
  readonly alike?: boolean | undefined;
}

/**
 * What a person decides about a part of a remittance: FILE:SEGMENT, or FILE:PLACE:SEGMENT if the file has several sets.
 * To accept or refuse everything of a file that is open, FILE alone.
 */
export type RemittanceDecision = {
  readonly segment: string;
  readonly reason: string;
  readonly by: string;
} & (
  | { readonly kind: 'match-remittance'; readonly claimId: string }
  | { readonly kind: 'accept-remittance' | 'refuse-remittance' | 'unmatch-remittance' }
);

/** What a person decides about a stored file or an open question. */
export type Decision =
  | ({ readonly kind: 'retry-file'; readonly by: string } & FileChoice)
  | ({ readonly kind: 'dismiss-file'; readonly reason: string; readonly by: string } & FileChoice)
  /** A month, yyyy-mm: no entry is posted in it any more. */
  | { readonly kind: 'close-period'; readonly month: string; readonly by: string }
  | RemittanceDecision
  | {
      /** A partner may send remittances of this payer (TRN03). */
      readonly kind: 'map-remitter';
      readonly partnerId: string;
      readonly originatorId: string;
      readonly reason: string;
      readonly by: string;
    }
  | { readonly kind: 'close-item'; readonly itemId: string; readonly reason: string; readonly by: string };

/** What came of a decision. */
export type DecisionResult =
  | {
      readonly outcome: 'done';
      /** Claims that waited for the partner and go on; given when the question was about one. */
      readonly resumed?: number;
      /** Files that changed; given when the decision was about files. */
      readonly files?: number;
      /** Parts of a remittance that changed; given when the decision was about a whole file. */
      readonly parts?: number;
      /** What came of it, if not what was asked for. */
      readonly note?: string;
    }
  | { readonly outcome: 'refused'; readonly reason: string };
