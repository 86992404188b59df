import type { Delimiters } from '../delimiters.ts';
import { type ElementContext, type ElementType, type Fields, type FieldsValue, places, reqList } from './element.ts';
import { planOf, readComponents } from './read-fields.ts';
import { writeComponents } from './write-fields.ts';

export { day, type Format, formatAlong, moment, time } from './days.ts';
export { decimal, integer, money } from './numbers.ts';

/** Text of a given length (AN). */
export function text(min: number, max: number): ElementType<string> {
  return {
    shape: { type: 'AN', min, max },
    read(raw, context) {
      checkLength(raw, min, max, context);
      return raw;
    },
    write(value, context) {
      if (typeof value !== 'string') return refused(context);
      const safe = context.mayClean ? cleaned(value, context.delimiters) : value;
      checkLength(safe, min, max, context);
      checkCharacters(safe, context);
      return safe;
    },
  };
}

/** A code of a list that is kept outside (ID): its length is checked, an unknown code is kept as it is. */
export function id(min: number, max: number): ElementType<string> {
  return { ...text(min, max), shape: { type: 'ID', min, max } };
}

/** A code of a list that the guide closes. An unknown one is reported and kept verbatim. */
export function code<const C extends string>(...codes: readonly C[]): ElementType<C> {
  const check = (value: C, context: ElementContext): void => {
    if (!codes.includes(value)) context.report('element.code', 'is not a code that the guide allows here');
  };
  const lengths = codes.map(({ length }) => length);
  return {
    shape: { type: 'ID', min: Math.min(...lengths), max: Math.max(...lengths), codes },
    read(raw, context) {
      check(raw as C, context);
      return raw as C;
    },
    write(value, context) {
      if (typeof value !== 'string') return refused(context);
      check(value, context);
      checkCharacters(value, context);
      return value;
    },
  };
}

/** Several elements in one, parted by the component separator. */
export function composite<const F extends Fields>(fields: F): ElementType<FieldsValue<F>> {
  const plan = planOf(fields);
  return {
    shape: { type: 'composite', fields },
    read: (raw, context) => readComponents(plan, split(raw, context.delimiters.component), context) as FieldsValue<F>,
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
    read: (raw, context) => list.read(raw, context)?.all,
    write: (all, context) => (Array.isArray(all) ? list.write({ all }, context) : refused(context)),
  };
}

/** An element that may be given several times in its place. */
export function repeated<T>(type: ElementType<T>, max = 99): ElementType<readonly T[]> {
  return {
    shape: { type: 'repeated', of: type.shape },
    read(raw, context) {
      const values: T[] = [];
      const parts = context.delimiters.repetition === undefined ? [raw] : split(raw, context.delimiters.repetition);
      if (parts.length > max) context.report('element.repeats', `stands more than ${max} times`);
      for (const [index, part] of parts.entries()) {
        context.repetition = index + 1;
        const value = type.read(part, context);
        if (value !== undefined) values.push(value);
      }
      context.repetition = 0;
      return values;
    },
    write(values, context) {
      if (!Array.isArray(values)) return refused(context);
      if (values.length > max) context.report('element.repeats', `stands more than ${max} times`);
      const { repetition } = context.delimiters;
      if (repetition === undefined && values.length > 1)
        context.report('element.repeats', 'cannot be repeated without a repetition separator');
      return (values as readonly T[]).map((value) => type.write(value, context)).join(repetition);
    },
  };
}

/** Like `split` of a string; quicker for the few short parts that there are. */
function split(raw: string, separator: string): readonly string[] {
  const code = separator.charCodeAt(0);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < raw.length; at += 1) {
    if (raw.charCodeAt(at) !== code) continue;
    parts.push(raw.slice(from, at));
    from = at + 1;
  }
  parts.push(from === 0 ? raw : raw.slice(from));
  return parts;
}

function checkLength(value: string, min: number, max: number, context: ElementContext): void {
  if (value.length < min) context.report('element.too-short', `is shorter than ${min} characters`);
  if (value.length > max) context.report('element.too-long', `is longer than ${max} characters`);
}

function refused(context: ElementContext): string {
  context.report('element.type', 'is not a value of the kind that belongs here');
  return '';
}

// The basic and extended character sets of the guides; delimiters are taken out where a value is written.
const characters = /^[A-Za-z0-9 !"&'()*+,\-./:;?=%~@[\]_{}\\|<>#$^`]*$/;

function checkCharacters(value: string, context: ElementContext): void {
  const { element, component, repetition, terminator } = context.delimiters;
  const isBad = [element, component, repetition, terminator].some(
    (delimiter) => delimiter !== undefined && value.includes(delimiter),
  );
  if (isBad || !characters.test(value)) {
    context.report('element.characters', 'holds a delimiter or a character outside the set');
  }
}

/** Text as X12 can carry it: without accents, and with a space for a delimiter or a character outside the set. */
function cleaned(value: string, { element, component, repetition, terminator }: Delimiters): string {
  const delimiters = new Set([element, component, repetition, terminator]);
  const plain = value.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const safe = Array.from(plain, (one) => (delimiters.has(one) || !characters.test(one) ? ' ' : one));
  return safe.join('').replace(/ +/g, ' ').trim();
}
