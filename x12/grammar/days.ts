import { along, type DerivedField, type ElementContext, type ElementType, type ReadContext } from './element.ts';

/** A date, ccyymmdd in X12 (DT) and yyyy-mm-dd as a value. */
export const day: ElementType<string> = {
  shape: { type: 'DT', min: 8, max: 8 },
  read(from, to, context) {
    const read = dayAt(from, to, context);
    if (read === undefined) context.report('element.date', 'is not a date (ccyymmdd)');
    return read;
  },
  write(value, context) {
    const day = dayTo(value);
    if (day === undefined) context.report('element.date', 'is not a date (yyyy-mm-dd)');
    return day ?? '';
  },
};

/** A time of day, hhmm to hhmmssdd (TM), kept as text. */
export function time(min = 4, max = 8): ElementType<string> {
  const check = (value: string, context: ElementContext): string => {
    const isText = typeof value === 'string';
    if (!isText || value.length < min || value.length > max || !isTime(value))
      context.report('element.time', 'is not a time of day (hhmm)');
    return isText ? value : '';
  };
  return {
    shape: { type: 'TM', min, max },
    read: (from, to, context) => check(context.piece.cut(from, to), context),
    write: check,
  };
}

const [zero, hyphen] = [48, 45];

/** Date and time formats, by their qualifier. */
export type Format = 'D8' | 'RD8' | 'DT' | 'TM' | 'D6';

/**
 * A date, period, date with time, or time, in the format that its qualifier names (AN): "2026-03-02",
 * "2026-03-02/2026-03-05", "2026-03-02T08:30", "08:30". A six-digit date (D6) is read as this century.
 */
export function moment(...formats: readonly Format[]): ElementType<string> {
  return {
    shape: { type: 'moment', min: 1, max: 35 },
    read(from, to, context) {
      for (const format of formats) {
        const read = momentAt(from, to, format, context);
        if (read !== undefined) return read;
      }
      context.report('element.date', 'is not a date or time in an allowed format');
      return undefined;
    },
    write(value, context) {
      const format = typeof value === 'string' ? formatOf(value) : undefined;
      const isAllowed =
        format !== undefined && (formats.includes(format) || (format === 'D8' && formats.includes('D6')));
      if (!isAllowed) context.report('element.date', 'is not a date, period or time in an allowed format');
      return format === undefined ? '' : momentTo(value, format);
    },
  };
}

/** The format qualifier in the place before a date, derived from the date's form. */
export function formatAlong(at: number, name: string, formats: readonly Format[]): DerivedField {
  const [only] = formats;
  if (formats.length === 1 && only) return along(at, only, name);
  return {
    kind: 'derived',
    at,
    derive: (value) => {
      const moment = value[name];
      return typeof moment === 'string' ? formatOf(moment) : undefined;
    },
  };
}

function momentAt(from: number, to: number, format: Format, context: ReadContext): string | undefined {
  const length = to - from;
  switch (format) {
    case 'D8':
      return dayAt(from, to, context);
    case 'D6':
      return length === 6 ? dayOf(20_000_000 + numberAt(context.piece.bytes, from, 6)) : undefined;
    case 'RD8': {
      const isPeriod = length === 17 && context.piece.bytes[from + 8] === hyphen;
      const [first, last] = isPeriod ? [dayAt(from, from + 8, context), dayAt(from + 9, to, context)] : [];
      return first && last ? `${first}/${last}` : undefined;
    }
    case 'DT': {
      const first = length === 12 ? dayAt(from, from + 8, context) : undefined;
      const clock = clockAt(from + 8, to, context);
      return first && clock ? `${first}T${clock}` : undefined;
    }
    case 'TM':
      return clockAt(from, to, context);
  }
}

/** hhmm as hh:mm. */
function clockAt(from: number, to: number, { piece }: ReadContext): string | undefined {
  const hhmm = piece.cut(from, to);
  return hhmm.length === 4 && isTime(hhmm) ? `${hhmm.slice(0, 2)}:${hhmm.slice(2)}` : undefined;
}

/** The format of a value, by its form; undefined when it has none. */
function formatOf(moment: string): Exclude<Format, 'D6'> | undefined {
  const [from = '', to] = moment.split('/');
  if (to !== undefined) return dayTo(from) && dayTo(to) ? 'RD8' : undefined;
  if (dayTo(moment) !== undefined) return 'D8';
  const time = moment.slice(-5).replace(':', '');
  if (!/^\d{2}:\d{2}$/.test(moment.slice(-5)) || !isTime(time)) return undefined;
  if (moment.length === 5) return 'TM';
  return moment.length === 16 && moment.charAt(10) === 'T' && dayTo(moment.slice(0, 10)) ? 'DT' : undefined;
}

function momentTo(moment: string, format: Format): string {
  const digits = moment.replace(/[-:T]/g, '');
  return format === 'RD8' ? digits.replace('/', '-') : digits;
}

/** Recently parsed dates by their eight digits: a file repeats few dates many times. */
const known = new Map<number, string>();
const daysKept = 1_000;

function dayAt(from: number, to: number, { piece }: ReadContext): string | undefined {
  return to - from === 8 ? dayOf(numberAt(piece.bytes, from, 8)) : undefined;
}

function dayOf(ccyymmdd: number): string | undefined {
  const read = known.get(ccyymmdd) ?? readDay(ccyymmdd);
  if (read !== undefined && known.size < daysKept) known.set(ccyymmdd, read);
  return read;
}

function readDay(ccyymmdd: number): string | undefined {
  const [year, month, day] = [Math.floor(ccyymmdd / 10_000), Math.floor(ccyymmdd / 100) % 100, ccyymmdd % 100];
  if (!isDay(year, month, day)) return undefined;
  const text = String(ccyymmdd).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function dayTo(day: unknown): string | undefined {
  if (typeof day !== 'string' || day.length !== 10 || day.charAt(4) !== '-' || day.charAt(7) !== '-') return undefined;
  const digits = day.slice(0, 4) + day.slice(5, 7) + day.slice(8);
  return /^\d{8}$/.test(digits) && readDay(Number(digits)) === day ? digits : undefined;
}

/** The number written in those digits; NaN when a character is not a digit. */
function numberAt(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

function daysIn(month: number, year: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(text);
}
