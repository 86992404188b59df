import { hasUnstorableCharacter } from '../claim/text.ts';
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
  const unstorable = unstorableTexts(json, []);
  if (unstorable.length > 0) return { kind: 'problems', problems: unstorable };
  const parsed = intakeSchema.safeParse(json);
  if (parsed.success) return { kind: 'ok', intake: parsed.data };
  return { kind: 'problems', problems: problemsIn(parsed.error, { json, fieldsAt }) };
}

/** Texts that no database can store; they are invalid in every field. */
function unstorableTexts(value: unknown, path: readonly Step[]): readonly Problem[] {
  if (typeof value === 'string') {
    if (!hasUnstorableCharacter(value)) return [];
    const allowed = 'text without control characters and unpaired surrogates';
    return [{ path: printPath(path), found: 'a character that cannot be stored', allowed }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    hasUnstorableCharacter(key)
      ? [unknownField(path, '(unknown)', fieldsAt(path))]
      : unstorableTexts(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
