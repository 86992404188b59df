import type { DenialAction } from './actions.ts';
import type { DenialCategory } from './categories.ts';

/**
 * What a rule can look at, in the order in which rules are compared: of two rules that match, the one that states the
 * first condition that the other does not is more specific.
 *
 * - Adjudication: `reason` (CARC), `remark` (RARC), `payer` (payer id), `program` (claim filing code, SBR09),
 *   `modifier`, `payment` (see `PaymentFact`), `nextPayer` ("yes"), `claimStatus` (CLP02), `group`.
 * - Claim status: `status`, `entity`, `category` of an STC.
 * - Syntax: `segment`, `loop`, and `code`, the element that holds it and its value, such as "IK403:7" or "TA105:025".
 * - `answer`: the kind of file.
 */
export const conditions = [
  'reason',
  'remark',
  'payer',
  'program',
  'modifier',
  'payment',
  'nextPayer',
  'claimStatus',
  'group',
  'status',
  'entity',
  'category',
  'segment',
  'loop',
  'code',
  'answer',
] as const;

/** One of `conditions`. */
export type Condition = (typeof conditions)[number];

/** Kinds of files with answers. */
export type AnswerKind = '835' | '277CA' | '277' | '999' | 'TA1';

/**
 * What the amounts say: the adjustment is the whole charge and nothing is paid (`whole-charge-unpaid`); or the contract
 * with the payer pays by capitation (`capitated`), whatever the amounts are.
 */
export type PaymentFact = 'whole-charge-unpaid' | 'capitated';

/** What an answer says, in the order of the file. A condition without values is not stated by the answer. */
export type Facts = { readonly [C in Condition]?: readonly string[] } & { readonly answer: readonly [AnswerKind] };

/** What a rule matches: for each condition that it states, the answer has at least one of the values. */
export type When = { readonly [C in Condition]?: readonly [string, ...string[]] };

/** What a matched answer means. The texts are ours; X12 owns the official texts of its codes. */
export interface Meaning {
  readonly action: DenialAction;
  /** What was found, as sentences for a biller. Without patient data. */
  readonly found: string;
  /** What a person can do, as sentences. */
  readonly canDo: string;
  /** Document and section. */
  readonly source: string;
}

/** What one kind of answer means. */
export interface Rule extends Meaning {
  /** Stable name, shown and stored. */
  readonly id: string;
  readonly when: When;
  readonly category: DenialCategory;
  /** Not verified a second time: the rule only asks or waits. */
  readonly checked?: false;
}

/** Forbids actions that another rule proposes, and states what is done instead. */
export interface Guard extends Meaning {
  readonly id: string;
  readonly when: When;
  readonly forbids: readonly DenialAction[];
  /** Replaces the category of the rule, if it tells more. */
  readonly category?: DenialCategory;
  readonly checked?: false;
}

/** Whether an answer has a value of every condition that a rule states. */
export function matches(when: When, facts: Facts): boolean {
  return conditions.every((condition) => {
    const wanted = when[condition];
    return wanted === undefined || (facts[condition] ?? []).some((value) => wanted.includes(value));
  });
}
