import { type IsoDate, readDate } from '../dates.ts';
import { textProblem } from './text.ts';

/** What is wrong with a value, or undefined. `today` is the business day. */
export type Check = (value: unknown, today: IsoDate) => string | undefined;

/** One field: the check of its value, and whether it may be absent. */
export interface Field {
  readonly check: Check;
  readonly isOptional?: true;
}

/**
 * Everything that is wrong with an object from outside, as "path: rule", in the order of its fields; empty when it is
 * valid. `name` is what the whole is called. The texts never repeat a value.
 */
export function fieldProblems(
  value: unknown,
  { name, fields, today }: { name: string; fields: Readonly<Record<string, Field>>; today: IsoDate },
): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${name}: must be an object`];
  if ('claimloopRefusedPayload' in value) return [`${name}: must be encrypted with a key of this installation`];
  const given = new Map<string, unknown>(Object.entries(value));
  const problems = Object.entries(fields).flatMap(([path, { check, isOptional }]) => {
    const found = given.get(path);
    if (found === undefined) return isOptional ? [] : [`${path}: is required`];
    const problem = check(found, today);
    return problem === undefined ? [] : [`${path}: ${problem}`];
  });
  const isKnown = [...given.keys()].every((key) => Object.hasOwn(fields, key));
  return isKnown ? problems : [...problems, `${name}: has only the fields ${Object.keys(fields).join(', ')}`];
}

/** One line of text, of at most that many characters. */
export function textOf(longest: number): Check {
  return (value) => textProblem(value, longest, 'one line');
}

/** A text that may have several lines, of at most that many characters. */
export function linesOf(longest: number): Check {
  return (value) => textProblem(value, longest, 'lines');
}

/** One of these words. */
export function oneOf(allowed: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;
}

/** A whole number above zero. */
export function countProblem(value: unknown): string | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? undefined : 'must be a whole number above zero';
}

/** A day of the calendar. */
export function dayProblem(value: unknown): string | undefined {
  return typeof value === 'string' && readDate(value) ? undefined : 'must be a calendar day (yyyy-mm-dd)';
}
