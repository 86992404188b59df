import type { Intake } from './intake.ts';
import { fieldsAt, isKnownPath } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { printPath, readPath, type Step, valueAt } from './path.ts';
import type { Problem } from './problems.ts';
import { type IntakeReading, readIntake } from './read-intake.ts';

/** Fields that cannot be corrected: the identity of the claim, and its policy, which is fixed when it opens. */
const fixedFields: ReadonlySet<Step> = new Set(['externalId', 'patientControlNumber', 'schemaVersion', 'policy']);

/**
 * Applies a correction to a patient file: paths such as "claim.serviceLines[0].modifiers" and their new values. Null
 * removes a field; the index after the last item of a list appends to it. The result must pass the schema; otherwise
 * nothing is corrected and every problem is returned.
 */
export function correctIntake(intake: Intake, set: Readonly<Record<string, unknown>>): IntakeReading {
  const changes = Object.entries(set).map(([text, value]) => ({ text, steps: readPath(text), value }));
  const copy = clone(intake);
  const refused = changes.flatMap(({ text, steps }) => refusal(text, steps, copy));
  refused.push(...twice(changes));
  if (changes.length === 0)
    refused.push({ path: 'set', found: 'no path', allowed: 'at least one path with its new value' });
  if (refused.length > 0) return { kind: 'problems', problems: refused };
  // Shorter paths first, so that the order of {"claim": …, "claim.note": …} does not matter.
  const ordered = changes.toSorted((one, other) => (one.steps?.length ?? 0) - (other.steps?.length ?? 0));
  for (const { steps, value } of ordered) if (steps) put(copy, steps, value === undefined ? null : clone(value));
  return readIntake(copy);
}

/** Paths that are given more than once, also below one another: which value is meant is not known. */
function twice(changes: readonly { readonly steps: readonly Step[] | undefined }[]): readonly Problem[] {
  const paths = changes.flatMap(({ steps }) => (steps ? [printPath(steps)] : []));
  const repeated = new Set(paths.filter((path, at) => paths.indexOf(path) < at));
  return [...repeated].map((path) => ({ path, found: 'the path twice', allowed: 'each path once' }));
}

function refusal(text: string, steps: readonly Step[] | undefined, intake: unknown): Problem[] {
  if (!steps)
    return [
      {
        path: shownPath(text),
        found: 'what is not a path',
        allowed: 'a path like claim.serviceLines[0].modifiers',
      },
    ];
  const path = printPath(steps);
  if (fixedFields.has(steps[0] as Step))
    return [{ path, found: 'a field that cannot be corrected', allowed: 'any other field' }];
  if (!isKnownPath(steps))
    return [{ path: shown(path), found: 'a path that does not exist', allowed: suggestion(steps) }];
  const beyond = steps.findIndex((step, at) => typeof step === 'number' && step > lengthAt(intake, steps.slice(0, at)));
  if (beyond < 0) return [];
  return [
    { path, found: `item ${steps[beyond]} of a list`, allowed: itemsOf(lengthAt(intake, steps.slice(0, beyond))) },
  ];
}

/** Which items of a list of that length can be set; the one after the last is new. */
function itemsOf(length: number): string {
  if (length === 0) return '0, to add the first item';
  return `${length === 1 ? '0' : `0 to ${length - 1}`}, or ${length} to add one`;
}

/** What stands for a path, if it looks like one; other texts may hold anything. */
function shownPath(text: string): string {
  return /^[A-Za-z][\w.[\]-]{0,79}$/.test(text) ? text : '(not a path)';
}

function suggestion(steps: readonly Step[]): string {
  const wrong = steps.findIndex((_, at) => !isKnownPath(steps.slice(0, at + 1)));
  const above = steps.slice(0, wrong);
  const fields = fieldsAt(above);
  const meant = nearest(String(steps[wrong]), fields);
  if (meant) return `did you mean "${printPath([...above, meant, ...steps.slice(wrong + 1)])}"?`;
  if (isKnownPath(['claim', ...steps])) return `did you mean "${printPath(['claim', ...steps])}"?`;
  return fields.length > 0 ? `one of ${fields.join(', ')}` : 'nothing below this field';
}

/** An unknown path may contain anything, so a long one is not repeated. */
function shown(path: string): string {
  return path.length <= 80 ? path : '(unknown)';
}

function lengthAt(intake: unknown, steps: readonly Step[]): number {
  const list = valueAt(intake, steps);
  return Array.isArray(list) ? list.length : 0;
}

/**
 * Writes a value and creates missing containers. The path is in the schema, so no name of it is an inherited property.
 */
function put(root: unknown, steps: readonly Step[], value: unknown): void {
  const last = steps.length - 1;
  const parent = steps.slice(0, last).reduce(
    (at, step, index) => {
      at[step] = container(at[step], steps[index + 1]);
      return at[step] as Record<Step, unknown>;
    },
    root as Record<Step, unknown>,
  );
  const name = steps[last] as Step;
  if (value === null && typeof name === 'string') delete parent[name];
  else parent[name] = value;
}

function container(present: unknown, next: Step | undefined): unknown {
  if (typeof present === 'object' && present !== null) return present;
  return typeof next === 'number' ? [] : {};
}

function clone(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
