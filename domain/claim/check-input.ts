import { type IsoDate, readDate } from '../dates.ts';
import { type InputKind, paymentMethods, writeOffReasons } from './inputs.ts';
import { textProblem, valueProblem } from './text.ts';

/** Maximum length of an id or a name, in characters. */
const nameLength = 80;
/** Maximum length of a reason or a note, in characters. */
const textLength = 4_000;
/** Maximum number of paths in a correction, and maximum total length of its values. */
const correctionLimits = { paths: 200, characters: 100_000 };
/** Largest payment, in cents: $10,000,000.00. */
const largestPaymentCents = 1_000_000_000;
/** Maximum age of a payment, in years. */
const oldestPaymentYears = 10;

type Check = (value: unknown, today: IsoDate) => string | undefined;

interface Field {
  readonly check: Check;
  readonly isOptional?: true;
}

const name: Field = { check: textOf(nameLength) };
const text: Field = { check: textOf(textLength) };

/** The fields of each input: the check of the value, and whether the field is optional. */
const fieldsOf: Readonly<Record<InputKind, Readonly<Record<string, Field>>>> = {
  correctClaim: {
    correctionId: name,
    by: name,
    reason: text,
    expectedVersion: { check: versionProblem, isOptional: true },
    set: { check: setProblem },
  },
  hold: { name, by: name, reason: text },
  release: { name, by: name, reason: { ...text, isOptional: true } },
  recordPayment: {
    paymentId: name,
    amountCents: { check: amountProblem },
    receivedOn: { check: paymentDayProblem, isOptional: true },
    method: { check: oneOf(paymentMethods) },
    by: name,
  },
  writeOff: { writeOffId: name, reason: { check: oneOf(writeOffReasons) }, approvedBy: name },
  addNote: { by: name, text },
};

/**
 * Everything that is wrong with an input, as "path: rule", in the order of its fields; empty when it is valid. The
 * typed client, the command, the Update validator, the Signal handler and the activity all use this check, so an input
 * gets the same answer everywhere. The texts never repeat a value.
 *
 * @param today the business day; no payment is received after it
 */
export function inputProblems(kind: InputKind, value: unknown, today: IsoDate): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${kind}: must be an object`];
  if ('claimloopRefusedPayload' in value) return [`${kind}: must be encrypted with a key of this installation`];
  const fields = fieldsOf[kind];
  const given = new Map<string, unknown>(Object.entries(value));
  const unknown = [...given.keys()].filter((key) => !Object.hasOwn(fields, key));
  const problems = Object.entries(fields).flatMap(([path, { check, isOptional }]) => {
    const found = given.get(path);
    if (found === undefined) return isOptional ? [] : [`${path}: is required`];
    const problem = check(found, today);
    return problem === undefined ? [] : [`${path}: ${problem}`];
  });
  if (unknown.length === 0) return problems;
  return [...problems, `${kind}: has only the fields ${Object.keys(fields).join(', ')}`];
}

function textOf(longest: number): Check {
  return (value) => textProblem(value, longest);
}

function oneOf(allowed: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;
}

function versionProblem(value: unknown): string | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? undefined : 'must be a whole number above zero';
}

function amountProblem(value: unknown): string | undefined {
  if (!Number.isSafeInteger(value) || Number(value) <= 0) return 'must be a whole number of cents above zero';
  return Number(value) <= largestPaymentCents ? undefined : 'must not be above $10,000,000.00';
}

// The service date is no lower limit: a payment before the service is a deposit.
function paymentDayProblem(value: unknown, today: IsoDate): string | undefined {
  const day = typeof value === 'string' ? readDate(value) : undefined;
  if (!day) return 'must be a calendar day (yyyy-mm-dd)';
  if (day > today) return 'must not be in the future';
  const oldest = `${Number(today.slice(0, 4)) - oldestPaymentYears}${today.slice(4)}`;
  return day >= oldest ? undefined : `must not be more than ${oldestPaymentYears} years ago`;
}

function setProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of path and value';
  const { paths, characters } = correctionLimits;
  const count = Object.keys(value).length;
  if (count === 0) return 'must set at least one path';
  if (count > paths) return `must not set more than ${paths} paths`;
  return valueProblem(value, characters);
}
