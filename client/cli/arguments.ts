import { type Command, InvalidArgumentError } from 'commander';
import { type IsoDate, readDate } from '../../domain/dates.ts';
import { type Cents, centsFromX12 } from '../../domain/money.ts';

/** What names a claim on the command line. */
export const claimHelp = "id of the claim, its externalId, or the payer's claim control number";

/** Adds examples below the help of a command; each is what follows `claimloop`. */
export function addExamples(command: Command, ...examples: readonly [string, ...string[]]): Command {
  const lines = examples.map((example) => `  $ claimloop ${example}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** A parser of whole numbers between two limits, both included. */
export function wholeNumber(from: number, to: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= from && value <= to) return value;
    const upTo = to === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${to}`;
    throw new InvalidArgumentError(`Use a whole number, ${from} ${upTo}.`);
  };
}

/** Longest age in days that a search takes: a hundred years. */
export const mostDays = 36_500;

/** Parses the length of a business day in seconds, from 0.05 to a real day. */
export function daySeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0.05 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('Use seconds, 0.05 to 86400.');
}

/** Parses an amount above zero in dollars and cents, e.g. "25.00" or "$1,200". */
export function positiveAmount(text: string): Cents {
  const amount = centsFromX12(text.replace(/^\$/, '').replaceAll(',', ''));
  if (amount !== undefined && amount > 0) return amount;
  throw new InvalidArgumentError('Use dollars and cents above zero, e.g. 25.00.');
}

/** Parses the text of a filter: an empty one would select everything. */
export function filterText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Parses a calendar day, yyyy-mm-dd. */
export function calendarDay(text: string): IsoDate {
  const day = readDate(text);
  if (day) return day;
  throw new InvalidArgumentError('Use a calendar day, yyyy-mm-dd.');
}

/**
 * Parses "path=value" and adds it to the values parsed before. The value is JSON if it parses as JSON, otherwise text.
 * Numbers stay text unless the field is numeric, because authorization numbers and codes may be all digits.
 */
export function fieldValue(pair: string, previous: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Use path=value, e.g. claim.serviceLines[0].modifiers=["25"].');
  const [path, text] = [pair.slice(0, at), pair.slice(at + 1)];
  if (Object.hasOwn(previous, path)) throw new InvalidArgumentError(`Set ${path} once only.`);
  const value = valueOf(text);
  const isText = typeof value === 'number' && !/Cents|units|quantity|diagnosisPointers/.test(path);
  return { ...previous, [path]: isText ? text : value };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
