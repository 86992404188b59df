import { addDays, type IsoDate, isoDate, weekday } from './dates.ts';

const mondayNumber = 1;
const thursdayNumber = 4;

/**
 * The observed federal holidays of a year, sorted. Medicare and the Federal Reserve are closed on them. A holiday on a
 * Saturday is observed on Friday, one on a Sunday on Monday, so New Year's Day may be observed in December.
 * @source 5 U.S.C. 6103(a) and (b)
 */
export function federalHolidays(year: number): readonly IsoDate[] {
  const fixed = [
    day(year, 1, 1),
    day(year, 6, 19),
    day(year, 7, 4),
    day(year, 11, 11),
    day(year, 12, 25),
    day(year + 1, 1, 1),
  ];
  const floating = [
    nth(3, mondayNumber, day(year, 1, 1)),
    nth(3, mondayNumber, day(year, 2, 1)),
    addDays(nth(1, mondayNumber, day(year, 6, 1)), -7),
    nth(1, mondayNumber, day(year, 9, 1)),
    nth(2, mondayNumber, day(year, 10, 1)),
    nth(4, thursdayNumber, day(year, 11, 1)),
  ];
  return [...fixed.map(observed), ...floating].filter((date) => date.startsWith(`${year}-`)).toSorted();
}

/** Whether a day is a business day: no weekend and no federal holiday. */
export function isBusinessDay(date: IsoDate): boolean {
  return weekday(date) !== 0 && weekday(date) !== 6 && !federalHolidays(Number(date.slice(0, 4))).includes(date);
}

/** That day, or the first business day after it. */
export function businessDayOnOrAfter(date: IsoDate): IsoDate {
  return isBusinessDay(date) ? date : businessDayOnOrAfter(addDays(date, 1));
}

/** The first business day after that day. */
export function nextBusinessDay(date: IsoDate): IsoDate {
  return businessDayOnOrAfter(addDays(date, 1));
}

/** The day that comes the given number of business days after that day. */
export function businessDaysAfter(date: IsoDate, days: number): IsoDate {
  return days <= 0 ? date : businessDaysAfter(nextBusinessDay(date), days - 1);
}

function observed(date: IsoDate): IsoDate {
  const on = weekday(date);
  return on === 6 ? addDays(date, -1) : on === 0 ? addDays(date, 1) : date;
}

/** The nth given weekday (0 is Sunday) on or after a day. */
function nth(count: number, wanted: number, first: IsoDate): IsoDate {
  return addDays(first, ((wanted - weekday(first) + 7) % 7) + 7 * (count - 1));
}

function day(year: number, month: number, date: number): IsoDate {
  return isoDate(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}
