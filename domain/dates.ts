declare const brand: unique symbol;

/** A calendar day, "yyyy-mm-dd". */
export type IsoDate = string & { readonly [brand]: 'IsoDate' };
/** An instant in UTC, "yyyy-mm-ddThh:mm:ss.sssZ". */
export type Instant = string & { readonly [brand]: 'Instant' };

const dayMs = 86_400_000;

/** Reads a calendar day. Undefined if the text has another format, or if the day does not exist (2026-02-30). */
export function readDate(text: string): IsoDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? (text as IsoDate) : undefined;
}

/** A day that is known to be valid. Throws RangeError otherwise, which is a bug. */
export function isoDate(text: string): IsoDate {
  const date = readDate(text);
  if (!date) throw new RangeError('not a calendar day (yyyy-mm-dd)');
  return date;
}

/** An instant from milliseconds since 1970 UTC. */
export function instant(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** Adds calendar days; a negative number subtracts. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as IsoDate;
}

/** Adds calendar years. February 29 becomes February 28 in a year without it. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, rest] = [Number(date.slice(0, 4)) + years, date.slice(4)];
  const moved = `${String(year).padStart(4, '0')}${rest}`;
  return readDate(moved) ?? isoDate(`${moved.slice(0, 7)}-28`);
}

/** Calendar days from the first day to the second; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The earliest of the given days. */
export function earliest(first: IsoDate, ...others: readonly IsoDate[]): IsoDate {
  return others.reduce((least, date) => (date < least ? date : least), first);
}

/** Day of the week, 0 for Sunday. */
export function weekday(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** A day as people in the US write it: 03/02/2026. */
export function usDate(day: IsoDate): string {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
}
