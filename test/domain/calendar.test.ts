import { expect, test } from '@jest/globals';
import {
  businessDayOnOrAfter,
  businessDaysAfter,
  federalHolidays,
  isBusinessDay,
  nextBusinessDay,
} from '../../domain/calendar.ts';
import { isoDate } from '../../domain/dates.ts';

// From the published lists of the Office of Personnel Management.
test.each([
  [
    2026,
    [
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ],
  ],
  [
    2027,
    [
      '2027-01-01',
      '2027-01-18',
      '2027-02-15',
      '2027-05-31',
      '2027-06-18',
      '2027-07-05',
      '2027-09-06',
      '2027-10-11',
      '2027-11-11',
      '2027-11-25',
      '2027-12-24',
      '2027-12-31',
    ],
  ],
  [
    2022,
    [
      '2022-01-17',
      '2022-02-21',
      '2022-05-30',
      '2022-06-20',
      '2022-07-04',
      '2022-09-05',
      '2022-10-10',
      '2022-11-11',
      '2022-11-24',
      '2022-12-26',
    ],
  ],
])('the federal holidays of %d', (year, holidays) => {
  expect(federalHolidays(year)).toEqual(holidays);
});

test.each([
  ['2026-07-02', true],
  ['2026-07-03', false],
  ['2026-07-04', false],
  ['2026-07-06', true],
  ['2021-12-31', false],
  ['2021-12-30', true],
])('%s is a business day: %s', (date, isOne) => {
  expect(isBusinessDay(isoDate(date))).toBe(isOne);
});

test('the next business day skips weekends and holidays', () => {
  expect(nextBusinessDay(isoDate('2026-07-02'))).toBe('2026-07-06');
  expect(businessDayOnOrAfter(isoDate('2026-07-02'))).toBe('2026-07-02');
  expect(businessDayOnOrAfter(isoDate('2026-07-03'))).toBe('2026-07-06');
  expect(nextBusinessDay(isoDate('2027-12-30'))).toBe('2028-01-03');
});

test('business days are counted without weekends and federal holidays', () => {
  expect(businessDaysAfter(isoDate('2026-07-01'), 0)).toBe('2026-07-01');
  expect(businessDaysAfter(isoDate('2026-07-04'), 0)).toBe('2026-07-04');
  expect(businessDaysAfter(isoDate('2026-07-01'), 1)).toBe('2026-07-02');
  expect(businessDaysAfter(isoDate('2026-07-01'), 2)).toBe('2026-07-06');
  expect(businessDaysAfter(isoDate('2026-11-20'), 14)).toBe('2026-12-11');
});
