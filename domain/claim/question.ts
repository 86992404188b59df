import type { ClaimStatus, Owner } from './status.ts';

/** A question to a person: what was found and what can be done. Holds no PHI. */
export interface Question {
  readonly kind:
    | 'coding'
    | 'coverage'
    | 'correction'
    | 'rejection'
    | 'denial'
    | 'silence'
    | 'timely-filing'
    | 'agency'
    | 'credit'
    | 'next-payer'
    | 'unclear-balance'
    | 'approval'
    | 'cancellation';
  readonly found: string;
  readonly canDo: string;
  /** A category of `denialCategories`, for questions about a denial or about what a payer would deny. */
  readonly category?: string;
}

/** The owner of each kind of question, and the status of a claim that waits for its answer. */
export const askedOf: Readonly<Record<Question['kind'], { readonly status: ClaimStatus; readonly owner: Owner }>> = {
  coding: { status: 'CODING_REVIEW', owner: 'CODER' },
  coverage: { status: 'COVERAGE_REVIEW', owner: 'BILLER' },
  correction: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  rejection: { status: 'REJECTED', owner: 'BILLER' },
  denial: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  silence: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
  'timely-filing': { status: 'PAST_FILING_LIMIT', owner: 'BILLER' },
  cancellation: { status: 'ON_HOLD', owner: 'BILLER' },
  credit: { status: 'CREDIT_BALANCE', owner: 'BILLER' },
  'next-payer': { status: 'COVERAGE_REVIEW', owner: 'BILLER' },
  approval: { status: 'CREDIT_BALANCE', owner: 'BILLER' },
  'unclear-balance': { status: 'CREDIT_BALANCE', owner: 'BILLER' },
  agency: { status: 'NEEDS_CORRECTION', owner: 'BILLER' },
};
