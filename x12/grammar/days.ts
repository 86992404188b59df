import { along, type DerivedField, type ElementContext, type ElementType } from './element.ts';

/** A day as ccyymmdd (DT); as a value yyyy-mm-dd. */
export const day: ElementType<string> = {
  shape: { type: 'DT', min: 8, max: 8 },
  read(raw, context) {
    const read = dayFrom(raw);
    if (read === undefined) context.report('element.date', 'is not a day (ccyymmdd)');
    return read;
  },
  write(value, context) {
    const day = dayTo(value);
    if (day === undefined) context.report('element.date', 'is not a day (yyyy-mm-dd)');
    return day ?? '';
  },
};

/** A time of day, hhmm to hhmmssdd (TM), kept as it is written. */
export function time(min = 4, max = 8): ElementType<string> {
  const check = (value: string, context: ElementContext): string => {
    const isText = typeof value === 'string';
    if (!isText || value.length < min || value.length > max || !isTime(value))
      context.report('element.time', 'is not a time of day (hhmm)');
    return isText ? value : '';
  };
  return { shape: { type: 'TM', min, max }, read: check, write: check };
}

/** How a moment may be written, by its qualifier. */
export type Format = 'D8' | 'RD8' | 'DT' | 'TM' | 'D6';

/**
 * A day, a period, a day with its time, or a time, as its qualifier says (AN): "2026-03-02", "2026-03-02/2026-03-05",
 * "2026-03-02T08:30", "08:30". A day of six digits (D6) is read in this century.
 */
export function moment(...formats: readonly Format[]): ElementType<string> {
  return {
    shape: { type: 'AN', min: 1, max: 35 },
    read(raw, context) {
      for (const format of formats) {
        const read = momentFrom(raw, format);
        if (read !== undefined) return read;
      }
      context.report('element.date', 'is not a day or time in a format that belongs here');
      return undefined;
    },
    write(value, context) {
      const format = typeof value === 'string' ? formatOf(value) : undefined;
      const isAllowed =
        format !== undefined && (formats.includes(format) || (format === 'D8' && formats.includes('D6')));
      if (!isAllowed) context.report('element.date', 'is not a day, period or time that belongs here');
      return format === undefined ? '' : momentTo(value, format);
    },
  };
}

/** The qualifier that tells a moment's format, in the place before it: it follows from the moment. */
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

function momentFrom(raw: string, format: Format): string | undefined {
  const first = format === 'D6' ? dayFrom(`20${raw}`) : dayFrom(raw.slice(0, 8));
  switch (format) {
    case 'D8':
    case 'D6':
      return raw.length === (format === 'D8' ? 8 : 6) ? first : undefined;
    case 'RD8': {
      const last = dayFrom(raw.slice(9));
      return raw.charAt(8) === '-' && first && last ? `${first}/${last}` : undefined;
    }
    case 'DT':
      return first && raw.length === 12 && isTime(raw.slice(8)) ? `${first}T${clock(raw.slice(8))}` : undefined;
    case 'TM':
      return raw.length === 4 && isTime(raw) ? clock(raw) : undefined;
  }
}

/** The format of a moment, by its form; undefined when it has none. */
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

function clock(hhmm: string): string {
  return `${hhmm.slice(0, 2)}:${hhmm.slice(2)}`;
}

/** Days that were read lately: a file has few, and each many times. */
const known = new Map<string, string>();
const daysKept = 1_000;

function dayFrom(raw: string): string | undefined {
  const read = known.get(raw) ?? readDay(raw);
  if (read !== undefined && known.size < daysKept) known.set(raw, read);
  return read;
}

function readDay(raw: string): string | undefined {
  if (raw.length !== 8 || !isDay(digitsAt(raw, 0, 4), digitsAt(raw, 4, 2), digitsAt(raw, 6, 2))) return undefined;
  return `${raw.slice(0, 4)}-${raw.slice(4, 6)}-${raw.slice(6)}`;
}

function dayTo(day: unknown): string | undefined {
  if (typeof day !== 'string' || day.length !== 10 || day.charAt(4) !== '-' || day.charAt(7) !== '-') return undefined;
  if (!isDay(digitsAt(day, 0, 4), digitsAt(day, 5, 2), digitsAt(day, 8, 2))) return undefined;
  return day.slice(0, 4) + day.slice(5, 7) + day.slice(8);
}

/** The number that those digits make; NaN when one is no digit. */
function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
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
