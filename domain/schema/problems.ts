import type { z } from 'zod';
import { describe } from './describe.ts';
import { nearest } from './nearest.ts';
import { printPath, type Step, valueAt } from './path.ts';

/**
 * One thing that is wrong in a patient file or a configuration file. No PHI and no secret: `found` shows codes, and for
 * anything else only type and length.
 */
export interface Problem {
  /** Path, e.g. "claim.serviceLines[0].modifiers". */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** The checked value, and the field names of its objects. */
interface Checked {
  readonly json: unknown;
  readonly fieldsAt: (path: readonly Step[]) => readonly string[];
  /** Name of the empty path; "intake" by default. */
  readonly whole?: string;
}

/** The problems of a schema error, in the order of the fields. */
export function problemsIn(error: z.ZodError, checked: Checked): readonly Problem[] {
  return error.issues.flatMap((issue) => problems(issue, [], checked));
}

type Issue = z.core.$ZodIssue;

function problems(issue: Issue, above: readonly Step[], checked: Checked): readonly Problem[] {
  const { json, fieldsAt, whole } = checked;
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(path, key, fieldsAt(path)));
  if (issue.code === 'invalid_union') {
    // Report the alternative with the fewest problems.
    const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
    if (best) return best.flatMap((inner) => problems(inner, path, checked));
  }
  const told = issue.code === 'custom' ? (issue.params?.['found'] as string | undefined) : undefined;
  return [
    { path: printPath(path, whole), found: told ?? describe(valueAt(json, path), path), allowed: allowed(issue) },
  ];
}

/** The problem of an unknown field. */
export function unknownField(path: readonly Step[], key: string, fields: readonly string[]): Problem {
  const meant = nearest(key, fields);
  // A key that does not look like a field name may be PHI.
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
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue)}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'an email address' : issue.message;
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

function unitOf(issue: { origin: string; minimum?: number | bigint; maximum?: number | bigint }): string {
  const unit = issue.origin === 'string' ? ' character' : issue.origin === 'array' ? ' item' : '';
  return unit === '' || Number(issue.minimum ?? issue.maximum) === 1 ? unit : `${unit}s`;
}
