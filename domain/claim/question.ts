import type { ClaimStatus, Owner } from './status.ts';

/** What a person is asked: what was found and what can be done, in our own words, without PHI. */
export interface Question {
  readonly kind: 'coding' | 'coverage' | 'correction' | 'silence' | 'timely-filing' | 'agency';
  readonly found: string;
  readonly canDo: string;
  /** Denial category, where the question comes from a payer's answer. */
  readonly category?: string;
}

/** Whom each kind of question is asked of, and the status of a claim that waits for the answer. */
export const askedOf: Readonly<Record<Question['kind'], { readonly status: ClaimStatus; readonly owner: Owner }>> = {
  coding: { status: 'CODING_REVIEW', owner: 'CODER' },
  coverage: { status: 'COVERAGE_REVIEW', owner: 'BILLER' },
  correction: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  silence: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  'timely-filing': { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  agency: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
};
