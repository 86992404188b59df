import type { Intake } from './intake.ts';
import { fieldsAt, isKnownPath } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { printPath, readPath, type Step, valueAt } from './path.ts';
import type { Problem } from './problems.ts';
import { type IntakeReading, readIntake } from './read-intake.ts';

/** Fields that make the claim what it is; the waits of its policy are settled when it opens. */
const settled: ReadonlySet<Step> = new Set(['externalId', 'patientControlNumber', 'schemaVersion', 'policy']);

/**
 * A patient file with a person's or a rule's corrections: paths such as "claim.serviceLines[0].modifiers" and their
 * new values. Null takes a field away; the place just after the end of a list adds to it. All or nothing: the whole
 * result must pass the schema, and every problem is named.
 */
export function correctIntake(intake: Intake, set: Readonly<Record<string, unknown>>): IntakeReading {
  const changes = Object.entries(set).map(([text, value]) => ({ text, steps: readPath(text), value }));
  const copy = clone(intake);
  const refused = changes.flatMap(({ text, steps }) => refusal(text, steps, copy));
  if (changes.length === 0)
    refused.push({ path: 'set', found: 'no path', allowed: 'at least one path with its new value' });
  if (refused.length > 0) return { kind: 'problems', problems: refused };
  // Wider paths first, so that {"claim": …, "claim.note": …} means the same in any order.
  const ordered = changes.toSorted((one, other) => (one.steps?.length ?? 0) - (other.steps?.length ?? 0));
  for (const { steps, value } of ordered) if (steps) put(copy, steps, value === undefined ? null : clone(value));
  return readIntake(copy);
}

function refusal(text: string, steps: readonly Step[] | undefined, intake: unknown): Problem[] {
  if (!steps)
    return [
      {
        path: '(not a path)',
        found: `text of ${text.length} characters`,
        allowed: 'a path like claim.serviceLines[0].modifiers',
      },
    ];
  const path = printPath(steps);
  if (settled.has(steps[0] as Step))
    return [{ path, found: 'a field that is settled', allowed: 'any other field; this one never changes' }];
  if (!isKnownPath(steps))
    return [{ path: shown(path), found: 'a path that does not exist', allowed: suggestion(steps) }];
  const beyond = steps.findIndex((step, at) => typeof step === 'number' && step > lengthAt(intake, steps.slice(0, at)));
  if (beyond < 0) return [];
  return [
    { path, found: `place ${steps[beyond]} of a list`, allowed: `0 to ${lengthAt(intake, steps.slice(0, beyond))}` },
  ];
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

/** A path that does not exist may hold anything that was typed: only what looks like names of fields is repeated. */
function shown(path: string): string {
  return path.length <= 80 ? path : '(unknown)';
}

function lengthAt(intake: unknown, steps: readonly Step[]): number {
  const list = valueAt(intake, steps);
  return Array.isArray(list) ? list.length : 0;
}

/**
 * Writes a value; what is missing on the way is made. The path was found in the schema, so no name of it is inherited.
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
