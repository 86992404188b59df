/** In what two of PostgreSQL, Temporal and the partners' mailboxes differ. */
export const differenceKinds = {
  lost: 'The claim is open in PostgreSQL, and no workflow works on it.',
  unstored: 'A workflow works on the claim, and PostgreSQL has no such claim.',
  behind: 'PostgreSQL shows another status than the workflow.',
  'input-unstored': 'An input of a person could not be stored.',
  'closed-with-balance': 'The claim is closed, and its ledger has an open balance.',
  undelivered: 'Facts about the claim are stored, and its workflow has not been told.',
  unacknowledged: 'The claim was sent, and its acknowledgment is overdue.',
  'not-fetched': 'A file lies at the partner, and is not stored.',
  unreachable: 'The mailbox of the partner cannot be listed.',
} as const;

/** A kind of difference. */
export type DifferenceKind = keyof typeof differenceKinds;

/** One difference. Contains no PHI. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Null if it is about a partner. */
  readonly claimId: string | null;
  readonly partnerId: string | null;
  /** What was found, in plain words. */
  readonly found: string;
  readonly isRepaired: boolean;
}

/** What to compare, and whether to repair what can be repaired. */
export interface Reconciling {
  readonly isRepairing: boolean;
  /** Whether the partners' mailboxes are listed. */
  readonly withMailboxes: boolean;
}

/** The result of a comparison. */
export interface Reconciliation {
  readonly claims: number;
  readonly workflows: number;
  readonly differences: readonly Difference[];
}
