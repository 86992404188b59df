import { characterProblem } from '../claim/text.ts';
import { type Intake, intakeSchema } from './intake.ts';
import { fieldsAt } from './json-schema.ts';
import { printPath, type Step } from './path.ts';
import { type Problem, problemsIn, unknownField } from './problems.ts';

/** A valid patient file, or everything that is wrong with it. */
export type IntakeReading =
  | { readonly kind: 'ok'; readonly intake: Intake }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a patient file: with its defaults, or with every problem in the order of the fields. */
export function readIntake(json: unknown): IntakeReading {
  const bad = badTexts(json, []);
  if (bad.length > 0) return { kind: 'problems', problems: bad };
  const parsed = intakeSchema.safeParse(json);
  if (parsed.success) return { kind: 'ok', intake: parsed.data };
  return { kind: 'problems', problems: problemsIn(parsed.error, { json, fieldsAt }) };
}

/** Texts with characters that are wrong in their field: they cannot be stored, are not seen, or break its line. */
function badTexts(value: unknown, path: readonly Step[]): readonly Problem[] {
  if (typeof value === 'string') {
    const found = characterProblem(value, mayHaveLines(path) ? 'lines' : 'one line');
    const allowed = mayHaveLines(path) ? 'text' : 'one line of text, each character of which is seen';
    return found === undefined ? [] : [{ path: printPath(path), found, allowed }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    characterProblem(key, 'one line')
      ? [unknownField(path, '(unknown)', fieldsAt(path))]
      : badTexts(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Notes of the case history are never sent, and may have several lines. */
function mayHaveLines([part, field]: readonly Step[]): boolean {
  return part === 'patient' && field === 'history';
}
