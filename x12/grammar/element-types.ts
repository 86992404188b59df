import type { Delimiters } from '../segments/delimiters.ts';
import { keyOf, KeyTable } from '../segments/short-text.ts';
import {
  type ElementContext,
  type ElementType,
  type Fields,
  type FieldsValue,
  places,
  type ReadContext,
  reqList,
  type WriteContext,
} from './element.ts';
import { readComponents } from './read-fields.ts';
import { planOfComposite } from './reading-plan.ts';
import { writeComponents } from './write-fields.ts';

export { day, type Format, formatAlong, moment, time } from './days.ts';
export { decimal, integer, money } from './numbers.ts';

/** Text of a given length (AN). */
export function text(min: number, max: number): ElementType<string> {
  return {
    shape: { type: 'AN', min, max },
    read(from, to, context) {
      checkLength(to - from, min, max, context);
      return context.piece.cut(from, to);
    },
    write(value, context) {
      if (typeof value !== 'string') return refused(context);
      const safe = context.mayClean ? cleaned(value, context.delimiters) : value;
      checkLength(safe.length, min, max, context);
      checkCharacters(safe, context);
      return safe;
    },
  };
}

/** A code of an external list (ID): its length is checked, an unknown code is kept. */
export function id(min: number, max: number): ElementType<string> {
  const { read, write } = text(min, max);
  return { shape: { type: 'ID', min, max }, read, write };
}

/** A code of a list that the guide closes. An unknown code is reported and kept. */
export function code<const C extends string>(...codes: readonly C[]): ElementType<C> {
  const byKey = new KeyTable(codes.filter((one) => keyOf(one) >= 0).map((one) => [keyOf(one), one]));
  const check = (value: C, context: ElementContext): C => {
    if (!codes.includes(value)) context.report('element.code', refusal(codes));
    return value;
  };
  const lengths = codes.map(({ length }) => length);
  return {
    shape: { type: 'ID', min: Math.min(...lengths), max: Math.max(...lengths), codes },
    read: (from, to, context) =>
      byKey.get(context.piece.key(from, to)) ?? check(context.piece.cut(from, to) as C, context),
    write(value, context) {
      if (typeof value !== 'string') return refused(context);
      check(value, context);
      checkCharacters(value, context);
      return value;
    },
  };
}

/** Codes named in a message; a longer list is in the guide. */
const codesNamed = 12;

function refusal(codes: readonly string[]): string {
  if (codes.length > codesNamed) return 'is not a code that the guide allows';
  return codes.length === 1 ? `is not ${codes[0]}` : `is not one of ${codes.join(', ')}`;
}

/** A composite of several components. */
export function composite<const F extends Fields>(fields: F): ElementType<FieldsValue<F>> {
  const plan = planOfComposite(fields);
  return {
    shape: { type: 'composite', fields },
    read: (from, to, context) => readComponents(plan, from, to, context) as FieldsValue<F>,
    write: (value, context) =>
      typeof value === 'object' && value !== null
        ? writeComponents(fields, value as Readonly<Record<string, unknown>>, context)
        : refused(context),
  };
}

/** A composite whose components are all of one type: a list. */
export function components<T>(type: ElementType<T>, max: number): ElementType<readonly T[]> {
  const list = composite({ all: reqList(places(1, max), type) });
  return {
    shape: list.shape,
    read: (from, to, context) => list.read(from, to, context)?.all,
    write: (all, context) => (Array.isArray(all) ? list.write({ all }, context) : refused(context)),
  };
}

/** An element that may repeat. */
export function repeated<T>(type: ElementType<T>, max = 99): ElementType<readonly T[]> {
  return {
    shape: { type: 'repeated', of: type.shape },
    read(from, to, context) {
      const values: T[] = [];
      for (let at = from; at <= to; at += 1) {
        const end = nextRepetition(at, to, context);
        context.repetition += 1;
        const value = type.read(at, end, context);
        if (value !== undefined) values.push(value);
        at = end;
      }
      const repetitions = context.repetition;
      context.repetition = 0;
      if (repetitions > max) context.report('element.repeats', `occurs more than ${max} times`);
      return values;
    },
    write(values, context) {
      if (!Array.isArray(values)) return refused(context);
      if (values.length > max) context.report('element.repeats', `occurs more than ${max} times`);
      const { repetition } = context.delimiters;
      if (repetition === undefined && values.length > 1)
        context.report('element.repeats', 'cannot be repeated without a repetition separator');
      return (values as readonly T[]).map((value) => type.write(value, context)).join(repetition);
    },
  };
}

/** The end of the repetition that begins there. */
function nextRepetition(from: number, to: number, { delimiters, piece }: ReadContext): number {
  if (delimiters.repetition === undefined) return to;
  const found = piece.bytes.subarray(from, to).indexOf(delimiters.repetition.charCodeAt(0));
  return found < 0 ? to : from + found;
}

function checkLength(length: number, min: number, max: number, context: ElementContext): void {
  if (length < min) context.report('element.too-short', `is shorter than ${min} characters`);
  if (length > max) context.report('element.too-long', `is longer than ${max} characters`);
}

function refused(context: WriteContext): string {
  context.report('element.type', 'is not a value of the expected type');
  return '';
}

// The basic and extended character sets of the guides, delimiters excluded.
const characters = /^[A-Za-z0-9 !"&'()*+,\-./:;?=%~@[\]_{}\\|<>#$^`]*$/;

function checkCharacters(value: string, context: WriteContext): void {
  const { element, component, repetition, terminator } = context.delimiters;
  const isBad = [element, component, repetition, terminator].some(
    (delimiter) => delimiter !== undefined && value.includes(delimiter),
  );
  if (isBad || !characters.test(value)) {
    context.report('element.characters', 'contains a delimiter or a character that X12 does not allow');
  }
}

/** Text that X12 can carry: without accents, and with a space for a delimiter or unsupported character. */
function cleaned(value: string, { element, component, repetition, terminator }: Delimiters): string {
  const delimiters = new Set([element, component, repetition, terminator]);
  const plain = value.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const safe = Array.from(plain, (one) => (delimiters.has(one) || !characters.test(one) ? ' ' : one));
  return safe.join('').replace(/ +/g, ' ').trim();
}
