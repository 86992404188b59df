import type { Instant } from '../../domain/dates.ts';

/** What a person must look at after a database was brought forward. */
export interface Finding {
  /** Undefined if it is about a file. */
  readonly claimId: string | undefined;
  /** In plain words, without PHI. */
  readonly found: string;
  /** Whether the claim is held until a person releases it. */
  readonly isHeld: boolean;
}

/** An input of a person that the database did not have. */
export interface RestoredInput {
  readonly claimId: string;
  readonly kind: string;
  readonly by: string | undefined;
  readonly at: Instant;
}

/** What was brought forward. */
export interface Restoration {
  /** The moment of the database: it has nothing newer. */
  readonly since: Instant;
  /** Files that the archive had and the database had not. */
  readonly received: number;
  readonly sent: number;
  /** Claims that the database did not have. */
  readonly opened: readonly string[];
  /** Claims whose workflow was ahead of the books; each goes on in a new run. */
  readonly continued: readonly string[];
  readonly inputs: readonly RestoredInput[];
  readonly findings: readonly Finding[];
}
