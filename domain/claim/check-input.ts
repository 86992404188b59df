import { type IsoDate, readDate } from '../dates.ts';
import { countProblem, type Field, fieldProblems, linesOf, oneOf, textOf } from './fields.ts';
import { type InputKind, paymentMethods, transferParties } from './inputs.ts';
import { writeOffReasons } from './write-off-reasons.ts';
import { parties } from '../ledger/accounts.ts';
import { valueProblem } from './text.ts';

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

const name: Field = { check: textOf(nameLength) };
const text: Field = { check: linesOf(textLength) };

/** The fields of each input: the check of the value, and whether the field is optional. */
const fieldsOf: Readonly<Record<InputKind, Readonly<Record<string, Field>>>> = {
  correctClaim: {
    correctionId: name,
    by: name,
    reason: text,
    expectedVersion: { check: countProblem, isOptional: true },
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
  writeOff: {
    writeOffId: name,
    reason: { check: oneOf(writeOffReasons) },
    by: name,
    approvedBy: { ...name, isOptional: true },
    party: { check: oneOf(parties), isOptional: true },
    line: { ...name, isOptional: true },
    amountCents: { check: amountProblem, isOptional: true },
  },
  approveWriteOff: { writeOffId: name, by: name, decision: { check: oneOf(['approve', 'refuse']), isOptional: true } },
  transfer: {
    transferId: name,
    by: name,
    reason: text,
    from: { check: oneOf(transferParties) },
    to: { check: oneOf(transferParties) },
    line: { ...name, isOptional: true },
    amountCents: { check: amountProblem, isOptional: true },
  },
  withdraw: { by: name, reason: text },
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
  return fieldProblems(value, { name: kind, fields: fieldsOf[kind], today });
}

function amountProblem(value: unknown): string | undefined {
  if (!Number.isInteger(value) || Number(value) <= 0) return 'must be a whole number of cents above zero';
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
