import { describe, expect, test } from '@jest/globals';
import { type BusinessClock, dayAt, isTimeZone, realDayMs, startOfDay, startOfDayMs } from '../../domain/clock.ts';
import { addDays, instant, isoDate } from '../../domain/dates.ts';

const clockIn = (timeZone: string): BusinessClock => ({
  startedAt: instant(0),
  startDate: isoDate('1970-01-01'),
  dayMs: realDayMs,
  timeZone,
});
const newYork = clockIn('America/New_York');

describe('a business day in New York', () => {
  test('ends at midnight there, not at midnight in UTC', () => {
    expect(dayAt(newYork, Date.parse('2026-11-28T01:30:00Z'))).toBe('2026-11-27');
    expect(dayAt(newYork, Date.parse('2026-11-28T04:59:59.999Z'))).toBe('2026-11-27');
    expect(dayAt(newYork, Date.parse('2026-11-28T05:00:00Z'))).toBe('2026-11-28');
  });

  test('has 23 hours when the clocks go forward, and 25 when they go back', () => {
    const hours = (day: string) =>
      (startOfDayMs(newYork, addDays(isoDate(day), 1)) - startOfDayMs(newYork, isoDate(day))) / 3_600_000;
    expect([hours('2026-03-07'), hours('2026-03-08'), hours('2026-03-09')]).toEqual([24, 23, 24]);
    expect([hours('2026-10-31'), hours('2026-11-01'), hours('2026-11-02')]).toEqual([24, 25, 24]);
  });
});

test.each([
  ['America/New_York'],
  ['America/Phoenix'],
  ['Pacific/Honolulu'],
  ['Asia/Kolkata'],
  ['Asia/Beirut'],
  ['UTC'],
])('every day of a year in %s begins when the day before it ends', (timeZone) => {
  const clock = clockIn(timeZone);
  for (let day = isoDate('2026-01-01'); day < '2027-01-01'; day = addDays(day, 1)) {
    const start = startOfDayMs(clock, day);
    expect([dayAt(clock, start - 1), dayAt(clock, start)]).toEqual([addDays(day, -1), day]);
  }
});

test('short days have a fixed length in any time zone', () => {
  const clock: BusinessClock = { ...newYork, startedAt: instant(1_000), startDate: isoDate('2026-11-27'), dayMs: 500 };
  expect(dayAt(clock, 1_499)).toBe('2026-11-27');
  expect(dayAt(clock, 1_500)).toBe('2026-11-28');
  expect(startOfDay(clock, isoDate('2026-11-29'))).toBe(instant(2_000));
});

test('isTimeZone recognizes which time zones exist', () => {
  expect([isTimeZone('America/New_York'), isTimeZone('America/Nowhere'), isTimeZone('')]).toEqual([true, false, false]);
});
