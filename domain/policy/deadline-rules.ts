import type { PolicySettings } from '../schema/policy-profiles.ts';

/** What a payer limits: the first claim, its replacement (or Medicare's reopening), and the first level of appeal. */
export type DeadlineKind = 'filing' | 'replacement' | 'appeal';

/** A limit of a payer or a program. The most specific rule applies, see `deadlineOf`. */
export type DeadlineRule = PolicySettings['deadlines'][number] & {
  /** Whether the limit was compared with its authority. One that was not is at the short end of what payers use. */
  readonly isChecked?: boolean;
};

const medicare = ['MA', 'MB'] as const;

/**
 * The limits that apply where a policy profile has none. They are data: a contract or a state's manual goes into
 * profiles.json. Other programs (Medicare Advantage, Medicaid, TRICARE, group plans) follow contracts or state rules
 * that are not loaded, so the short commercial limit applies to them, and a late claim is asked about.
 */
export const deadlineRules: readonly DeadlineRule[] = [
  {
    ...{ deadline: 'filing', filingCodes: medicare, years: 1, movesPastWeekend: true, isChecked: true },
    source: '42 CFR 424.44(a)(1); Medicare Claims Processing Manual, chapter 1, 70',
  },
  {
    ...{ deadline: 'replacement', filingCodes: medicare, years: 1, isChecked: true },
    source: '42 CFR 405.980(c)(1): a reopening that a party asks for, within one year of the determination',
  },
  {
    ...{ deadline: 'appeal', filingCodes: medicare, days: 120, noticeDays: 5, isChecked: true },
    source: '42 CFR 405.942(a): a redetermination, 120 days after the notice is received',
  },
  {
    ...{ deadline: 'filing', days: 90 },
    source: 'The shortest limits of large commercial payers (UnitedHealthcare and Cigna, in network)',
  },
  {
    ...{ deadline: 'replacement', days: 90 },
    source: 'The shortest limit of large commercial payers (Cigna, in network)',
  },
  {
    ...{ deadline: 'appeal', days: 60 },
    source: 'Shorter than the appeal periods that large commercial payers publish',
  },
];
