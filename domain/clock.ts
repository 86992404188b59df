import { addDays, daysBetween, type Instant, instant, type IsoDate } from './dates.ts';

/** Length of a calendar day in milliseconds, without daylight saving changes. */
export const realDayMs = 86_400_000;

/**
 * How instants map to business days. In production a business day is a calendar day in the office's time zone; a demo
 * runs the same code with days of a fraction of a second. It must not change while claims are open.
 */
export interface BusinessClock {
  /** The instant at which `startDate` begins. Used only with short days. */
  readonly startedAt: Instant;
  readonly startDate: IsoDate;
  /** Length of one business day, in milliseconds; 86,400,000 for calendar days in `timeZone`. */
  readonly dayMs: number;
  /** The office's time zone, such as "America/New_York". */
  readonly timeZone: string;
}

/** The business day that an instant (milliseconds since 1970 UTC) falls on. */
export function dayAt(clock: BusinessClock, epochMs: number): IsoDate {
  if (clock.dayMs === realDayMs) return dayInZone(clock.timeZone, epochMs);
  return addDays(clock.startDate, Math.floor((epochMs - Date.parse(clock.startedAt)) / clock.dayMs));
}

/** Milliseconds since 1970 UTC at which a business day begins. */
export function startOfDayMs(clock: BusinessClock, date: IsoDate): number {
  if (clock.dayMs === realDayMs) return startInZone(clock.timeZone, date);
  return Date.parse(clock.startedAt) + daysBetween(clock.startDate, date) * clock.dayMs;
}

/** The instant at which a business day begins. */
export function startOfDay(clock: BusinessClock, date: IsoDate): Instant {
  return instant(startOfDayMs(clock, date));
}

/** The calendar day in a time zone at an instant. Throws RangeError for an unknown time zone. */
export function dayInZone(timeZone: string, epochMs: number): IsoDate {
  return new Date(epochMs + offsetMs(timeZone, epochMs)).toISOString().slice(0, 10) as IsoDate;
}

/** Whether a text is a time zone, such as "America/New_York". */
export function isTimeZone(text: string): boolean {
  try {
    return formatOf(text) !== undefined;
  } catch {
    return false;
  }
}

function startInZone(timeZone: string, date: IsoDate): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const guess = midnight - offsetMs(timeZone, midnight);
  // On a day with a daylight saving change, the offset may differ between the guess and local midnight.
  const start = midnight - offsetMs(timeZone, guess);
  // A few zones change their clocks at midnight, so the day begins an hour later.
  return dayInZone(timeZone, start) === date ? start : start + 3_600_000;
}

/** Offset of a time zone from UTC, in milliseconds. */
function offsetMs(timeZone: string, epochMs: number): number {
  const wall: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(epochMs)) wall[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = wall;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
  formats.set(timeZone, made);
  return made;
}
