import type { IsoDate } from '../dates.ts';
import type { Fact } from './facts.ts';
import { countProblem, dayProblem, type Field, fieldProblems, oneOf, textOf } from './fields.ts';

/** Maximum length of a key: two SHA-256 and positions fit. */
const keyLength = 200;

const shared = { kind: { check: () => undefined }, key: { check: textOf(keyLength) }, on: { check: dayProblem } };
const submission: Field = { check: countProblem };

/** The fields of each kind of fact. */
const fieldsOf: Readonly<Record<Fact['kind'], Readonly<Record<string, Field>>>> = {
  accepted: { ...shared, submission },
  rejected: { ...shared, submission, by: { check: oneOf(['999', 'TA1', '277CA']) } },
  adjudicated: shared,
  partnerAnswered: { ...shared, workItemId: { check: textOf(20) } },
  agencyAnswered: {
    ...shared,
    accepted: { check: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false') },
  },
};

/**
 * Everything that is wrong with a fact, as "path: rule"; empty when it is one. Whoever reaches Temporal can send the
 * `fact` Signal, so a fact is checked like an input of a person.
 */
export function factProblems(value: unknown, today: IsoDate): readonly string[] {
  const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  const isKnown = typeof kind === 'string' && Object.hasOwn(fieldsOf, kind);
  const fields = isKnown
    ? fieldsOf[kind as Fact['kind']]
    : { ...shared, kind: { check: oneOf(Object.keys(fieldsOf)) } };
  return fieldProblems(value, { name: 'fact', fields, today });
}

/** How far a claim is: what a fact about it can refer to. */
export interface ClaimProgress {
  /** Submissions that went out; the number of one whose sending a hold stopped, if that is higher. */
  readonly submissions: number;
  readonly placements: number;
}

/** Why a fact cannot be about a claim that is so far, or undefined. A late or overtaken fact can. */
export function factRefusal(fact: Fact, { submissions, placements }: ClaimProgress): string | undefined {
  if ((fact.kind === 'accepted' || fact.kind === 'rejected') && fact.submission > submissions)
    return `the claim has no submission ${fact.submission}`;
  if (fact.kind === 'agencyAnswered' && placements === 0) return 'the claim was never placed with an agency';
  return undefined;
}
