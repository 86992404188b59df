import { addDays, daysBetween, earliest, type IsoDate } from '../dates.ts';
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
  /** Last day on which the payer accepts what answers the question. */
  readonly lastDay?: IsoDate;
}

/** Days before the last day on which the worklist shows the question again. */
const warningDays = [30, 15, 5];
/** A question is escalated when that many days are left, although its first due day has not come. */
const urgentDays = 15;

/** The next day to look at a question that nobody answered: the given one, a warning, or the last day. */
export function nextLook(today: IsoDate, dueOn: IsoDate, lastDay: IsoDate | undefined): IsoDate {
  const warnings = lastDay ? [...warningDays, 0].map((days) => addDays(lastDay, -days)) : [];
  return earliest(dueOn, ...warnings.filter((day) => day > today));
}

/** Whether the last day is so close that the question is escalated. */
export function isUrgent(today: IsoDate, lastDay: IsoDate | undefined): boolean {
  return lastDay !== undefined && daysBetween(today, lastDay) <= urgentDays;
}

/** How much time is left; nothing if there is no last day. */
export function timeLeft(today: IsoDate, lastDay: IsoDate | undefined): string {
  if (!lastDay) return '';
  const days = daysBetween(today, lastDay);
  if (days < 0) return ` The last day was ${lastDay}.`;
  return ` The last day is ${lastDay}: ${days === 1 ? '1 day is' : `${days} days are`} left.`;
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
