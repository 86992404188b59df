import {
  type ElementContext,
  type ElementType,
  type Fields,
  type FieldsValue,
  readFields,
  writeFields,
} from './element.ts';

// The basic and extended character sets of the guides; delimiters are taken out where a value is written.
const characters = /^[A-Za-z0-9 !"&'()*+,\-./:;?=%~@[\]_{}\\|<>#$^`]*$/;

/** Text of a given length (AN). */
export function text(min: number, max: number): ElementType<string> {
  return {
    shape: { type: 'AN', min, max },
    read: (raw, context) => withLength(raw, min, max, context),
    write: (value, context) => withLength(safe(value, context), min, max, context),
  };
}

/** A code of a list that is kept outside (ID): its length is checked, an unknown code is kept as it is. */
export function id(min: number, max: number): ElementType<string> {
  return { ...text(min, max), shape: { type: 'ID', min, max } };
}

/** A code of a list that the guide closes. An unknown one is reported and kept verbatim. */
export function code<const C extends string>(...codes: readonly C[]): ElementType<C> {
  const known = new Set<string>(codes);
  const check = (value: C, context: ElementContext): C => {
    if (!known.has(value)) context.report('element.code', 'is not a code that the guide allows here');
    return value;
  };
  const lengths = codes.map(({ length }) => length);
  const shape = { type: 'ID', min: Math.min(...lengths), max: Math.max(...lengths), codes } as const;
  return { shape, read: (raw, context) => check(raw as C, context), write: check };
}

/** An amount of money (R), in whole cents. More than two decimals is a fault: nothing is rounded. */
export const money: ElementType<number> = {
  shape: { type: 'R', min: 1, max: 18 },
  read(raw, context) {
    const match = /^(-?)(\d{0,13})(?:\.(\d{1,2}))?$/.exec(raw);
    if (!match || (match[2] === '' && match[3] === undefined)) {
      context.report('element.type', 'is not an amount with at most two decimals');
      return undefined;
    }
    const magnitude = Number(match[2] || '0') * 100 + Number((match[3] ?? '').padEnd(2, '0'));
    return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
  },
  write(value, context) {
    if (!Number.isSafeInteger(value)) context.report('element.type', 'is not a whole number of cents');
    const magnitude = Math.abs(value);
    const fraction =
      magnitude % 100 === 0
        ? ''
        : `.${String(magnitude % 100)
            .padStart(2, '0')
            .replace(/0$/, '')}`;
    return `${value < 0 ? '-' : ''}${Math.floor(magnitude / 100)}${fraction}`;
  },
};

/** A decimal number (R): units, quantities, percentages. */
export function decimal(max: number): ElementType<number> {
  return {
    shape: { type: 'R', min: 1, max },
    read(raw, context) {
      if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(raw) && raw.replace(/[-.]/g, '').length <= max) return Number(raw);
      context.report('element.type', 'is not a number of that length');
      return undefined;
    },
    write(value, context) {
      if (!Number.isFinite(value) || Math.abs(value) >= 1e15)
        context.report('element.type', 'is not a number that can be written');
      const digits = String(value).replace(/^(-?)0\./, '$1.');
      // Very small numbers print as 1e-7, which X12 could carry but hardly anyone reads.
      if (digits.includes('e') || digits.replace(/[-.]/g, '').length > max) {
        context.report('element.too-long', `has more than ${max} digits`);
      }
      return digits;
    },
  };
}

/** A whole number (N0). */
export function integer(max: number): ElementType<number> {
  return {
    shape: { type: 'N0', min: 1, max },
    read(raw, context) {
      if (/^-?\d+$/.test(raw) && raw.length <= max) return Number(raw);
      context.report('element.type', 'is not a whole number of that length');
      return undefined;
    },
    write(value, context) {
      if (!Number.isSafeInteger(value) || value < 0) context.report('element.type', 'is not a whole number');
      return withLength(String(value), 1, max, context);
    },
  };
}

/** A day as ccyymmdd (DT); as a value yyyy-mm-dd. */
export const day: ElementType<string> = {
  shape: { type: 'DT', min: 8, max: 8 },
  read(raw, context) {
    const date = `${raw.slice(0, 4)}-${raw.slice(4, 6)}-${raw.slice(6)}`;
    if (/^\d{8}$/.test(raw) && isDay(date)) return date;
    context.report('element.type', 'is not a day (ccyymmdd)');
    return undefined;
  },
  write(value, context) {
    if (!isDay(value)) context.report('element.type', 'is not a day (yyyy-mm-dd)');
    return value.replaceAll('-', '');
  },
};

/** A time of day, hhmm to hhmmssdd (TM), kept as text. */
export function time(min = 4, max = 8): ElementType<string> {
  const check = (value: string, context: ElementContext): string => {
    if (!/^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(value))
      context.report('element.type', 'is not a time of day');
    return withLength(value, min, max, context);
  };
  return { shape: { type: 'TM', min, max }, read: check, write: check };
}

/** Several elements in one, parted by the component separator. */
export function composite<const F extends Fields>(fields: F): ElementType<FieldsValue<F>> {
  const placed = (context: ElementContext): { place(at: number): ElementContext } => ({
    place: (at) => ({ ...context, report: (rule, message) => context.report(rule, message, at) }),
  });
  const last = Math.max(...Object.values(fields).map(({ at }) => at));
  return {
    shape: { type: 'composite', fields },
    read(raw, context) {
      const parts = ['', ...raw.split(context.delimiters.component)];
      if (parts.length > last + 1) context.report('element.not-used', 'is not used in this place', last + 1);
      return readFields(fields, parts, placed(context)) as FieldsValue<F>;
    },
    write(value, context) {
      const parts: string[] = [];
      writeFields(fields, value as Readonly<Record<string, unknown>>, parts, placed(context));
      return trimmed(parts.slice(1)).join(context.delimiters.component);
    },
  };
}

/** An element that may be given several times in its place. */
export function repeated<T>(type: ElementType<T>): ElementType<readonly T[]> {
  return {
    shape: { type: 'repeated', of: type.shape },
    read: (raw, context) =>
      split(raw, context.delimiters.repetition).flatMap((part) => {
        const value = type.read(part, context);
        return value === undefined ? [] : [value];
      }),
    write: (values, context) =>
      values.map((value) => type.write(value, context)).join(context.delimiters.repetition ?? '^'),
  };
}

/** Leaves out what is empty at the end. */
export function trimmed(parts: readonly string[]): readonly string[] {
  let end = parts.length;
  while (end > 0 && (parts[end - 1] ?? '') === '') end -= 1;
  return parts.slice(0, end);
}

function split(raw: string, separator: string | undefined): readonly string[] {
  return separator === undefined ? [raw] : raw.split(separator);
}

function isDay(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function daysIn(month: number, year: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function withLength(value: string, min: number, max: number, context: ElementContext): string {
  if (value.length < min) context.report('element.too-short', `is shorter than ${min} characters`);
  if (value.length > max) context.report('element.too-long', `is longer than ${max} characters`);
  return value;
}

function safe(value: string, context: ElementContext): string {
  const { element, component, repetition, terminator } = context.delimiters;
  const bad = [element, component, repetition, terminator].some(
    (delimiter) => delimiter !== undefined && value.includes(delimiter),
  );
  if (bad || !characters.test(value))
    context.report('element.characters', 'holds a delimiter or a character outside the set');
  return value;
}
