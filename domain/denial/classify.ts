import type { DenialAction } from './actions.ts';
import type { DenialCategory } from './categories.ts';
import { guards } from './guards.ts';
import { conditions, type Facts, type Guard, matches, type Rule } from './rule.ts';
import { rules, unknownAnswer } from './rules.ts';

/** What an answer means, and by which rules. */
export interface Classification {
  readonly action: DenialAction;
  readonly category: DenialCategory;
  /** Id of the rule that matches best. */
  readonly rule: string;
  /** Ids of the guards that changed the action, in the order in which they did. */
  readonly guards: readonly string[];
  readonly found: string;
  readonly canDo: string;
  /** Sources of the rule and of its guards. */
  readonly source: string;
}

/**
 * Classifies one adjustment, one claim status or one syntax fault. The most specific rule that matches decides (see
 * `conditions`). Rules that state the same conditions differ in a value; if an answer has both values, such as two
 * remark codes, the value that the payer states first decides. Then each guard that matches may replace the action.
 */
export function classify(facts: Facts): Classification {
  const [best = unknownAnswer, ...others] = rules.filter(({ when }) => matches(when, facts));
  const rule = others.reduce((first, other) => (compare(other, first, facts) < 0 ? other : first), best);
  const { id, action, category, found, canDo, source } = rule;
  const plain = { action, category, rule: id, guards: [], found, canDo, source };
  return guards.filter(({ when }) => matches(when, facts)).reduce(guarded, plain);
}

function guarded(given: Classification, guard: Guard): Classification {
  if (!guard.forbids.includes(given.action)) return given;
  return {
    ...given,
    action: guard.action,
    category: guard.category ?? given.category,
    guards: [...given.guards, guard.id],
    found: `${given.found} ${guard.found}`,
    canDo: guard.canDo,
    source: `${given.source}; ${guard.source}`,
  };
}

/** Negative if the first rule goes before the second one. */
function compare(one: Rule, other: Rule, facts: Facts): number {
  for (const condition of conditions) {
    const [first, second] = [one.when[condition], other.when[condition]];
    if (Boolean(first) !== Boolean(second)) return first ? -1 : 1;
  }
  for (const condition of conditions) {
    const values = facts[condition] ?? [];
    const place = ({ when }: Rule): number => values.findIndex((value) => when[condition]?.includes(value));
    const difference = place(one) - place(other);
    if (difference !== 0) return difference;
  }
  return 0;
}
