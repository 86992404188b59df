import { describe, expect, test } from '@jest/globals';
import { addDays, daysBetween, earliest, instant, isoDate, readDate, weekday } from '../../domain/dates.ts';

describe('a calendar day', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '1999-12-31'])('%p exists', (text) => {
    expect([readDate(text), isoDate(text)]).toEqual([text, text]);
  });

  test.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'])(
    '%p does not exist',
    (text) => {
      expect(readDate(text)).toBeUndefined();
      expect(() => isoDate(text)).toThrow('not a calendar day (yyyy-mm-dd)');
    },
  );

  test.each([
    '+012026-01-01',
    '',
    '2026-1-1',
    '20260101',
    'x2026-01-01',
    '2026-01-01x',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026',
  ])('%p is in another form', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

test('days are added over months, leap days and years, also backward', () => {
  expect(addDays(isoDate('2026-01-31'), 1)).toBe('2026-02-01');
  expect(addDays(isoDate('2024-02-28'), 2)).toBe('2024-03-01');
  expect(addDays(isoDate('2026-01-01'), -1)).toBe('2025-12-31');
  expect(addDays(isoDate('2026-03-07'), 2)).toBe('2026-03-09');
});

test('days between two days are negative when the second is earlier', () => {
  const [from, to] = [isoDate('2024-02-28'), isoDate('2024-03-01')];
  expect([daysBetween(from, to), daysBetween(to, from), daysBetween(from, from)]).toEqual([2, -2, 0]);
});

test('the earliest of several days', () => {
  const [early, middle, late] = ['2025-12-31', '2026-01-01', '2026-01-02'].map(isoDate) as [never, never, never];
  expect([earliest(middle, late, early), earliest(early, late), earliest(late)]).toEqual([early, early, late]);
});

test('days of the week are counted from Sunday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-28'].map((day) => weekday(isoDate(day)))).toEqual([0, 1, 6]);
});

test('an instant is written in UTC with milliseconds', () => {
  expect(instant(0)).toBe('1970-01-01T00:00:00.000Z');
});
