import type { z } from 'zod';
import { hasUnstorableCharacter } from '../claim/text.ts';
import { describe } from './describe.ts';
import { type Intake, intakeSchema } from './intake.ts';
import { fieldsAt } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { printPath, type Step, valueAt } from './path.ts';

/** One thing that is wrong in a patient file. No PHI: `found` shows codes, and of anything else type and length. */
export interface Problem {
  /** Where, e.g. "claim.serviceLines[0].modifiers". */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** A patient file that may be used, or everything that is wrong with it. */
export type IntakeReading =
  | { readonly kind: 'ok'; readonly intake: Intake }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a patient file from outside: defaults filled in, or every problem at once, in the order of the fields. */
export function readIntake(json: unknown): IntakeReading {
  const unstorable = unstorableTexts(json, []);
  if (unstorable.length > 0) return { kind: 'problems', problems: unstorable };
  const parsed = intakeSchema.safeParse(json);
  if (parsed.success) return { kind: 'ok', intake: parsed.data };
  return { kind: 'problems', problems: parsed.error.issues.flatMap((issue) => problems(issue, [], json)) };
}

/** Texts that no database takes; they are refused whatever the field allows. */
function unstorableTexts(value: unknown, path: readonly Step[]): readonly Problem[] {
  if (typeof value === 'string') {
    if (!hasUnstorableCharacter(value)) return [];
    const allowed = 'text without control characters and without halves of surrogate pairs';
    return [{ path: printPath(path), found: 'a character that cannot be stored', allowed }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    hasUnstorableCharacter(key)
      ? [unknownField(path, '(unknown)')]
      : unstorableTexts(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

type Issue = z.core.$ZodIssue;

function problems(issue: Issue, above: readonly Step[], json: unknown): readonly Problem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key));
  if (issue.code === 'invalid_union') {
    // The shape that fits best is the one that was meant.
    const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
    if (best) return best.flatMap((inner) => problems(inner, path, json));
  }
  const told = issue.code === 'custom' ? (issue.params?.['found'] as string | undefined) : undefined;
  return [{ path: printPath(path), found: told ?? describe(valueAt(json, path), path), allowed: allowed(issue) }];
}

function unknownField(path: readonly Step[], key: string): Problem {
  const fields = fieldsAt(path);
  const meant = nearest(key, fields);
  // A key that does not look like the name of a field may be anything, also a person's name.
  const shown = /^[a-z][A-Za-z0-9]{0,39}$/.test(key) ? key : '(unknown)';
  return {
    path: printPath([...path, shown]),
    found: 'a field that does not exist',
    allowed: meant ? `did you mean "${meant}"?` : `one of ${fields.join(', ')}`,
  };
}

function allowed(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? `a ${issue.expected}`;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return `at least ${issue.inclusive === false ? 'more than ' : ''}${issue.minimum}${measure(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${measure(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'an e-mail address' : issue.message;
    default:
      return issue.message;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function measure(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '';
}
