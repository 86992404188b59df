import { addDays, type Instant, instant, type IsoDate, daysBetween } from './dates.ts';

/**
 * How instants and business days go together. In production a day has 86,400,000 ms; a demo runs the same code with
 * a day that lasts a fraction of a second. Settled once an installation, so that it never shifts under a waiting claim.
 */
export interface BusinessClock {
  /** The instant at which `startDate` begins. */
  readonly startedAt: Instant;
  readonly startDate: IsoDate;
  /** Length of one business day, in milliseconds. */
  readonly dayMs: number;
}

/** The business day that an instant (milliseconds since 1970 UTC) falls on. */
export function dayAt(clock: BusinessClock, epochMs: number): IsoDate {
  return addDays(clock.startDate, Math.floor((epochMs - Date.parse(clock.startedAt)) / clock.dayMs));
}

/** Milliseconds since 1970 UTC at which a business day begins. */
export function startOfDayMs(clock: BusinessClock, date: IsoDate): number {
  return Date.parse(clock.startedAt) + daysBetween(clock.startDate, date) * clock.dayMs;
}

/** The instant at which a business day begins. */
export function startOfDay(clock: BusinessClock, date: IsoDate): Instant {
  return instant(startOfDayMs(clock, date));
}
