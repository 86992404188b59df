import { expect, test } from '@jest/globals';
import { isUrgent, nextLook, timeLeft } from '../../../domain/claim/question.ts';
import { addDays, isoDate } from '../../../domain/dates.ts';

const today = isoDate('2026-03-10');
const days = (count: number) => addDays(today, count);

test('a question is looked at on its due day, or 30, 15 and 5 days before the last day, or on it', () => {
  const looks = (lastDay: number): number[] => {
    const found: number[] = [];
    for (let day = 0; day < lastDay;) {
      const next = nextLook(days(day), days(day + 14), days(lastDay));
      day = Math.round((Date.parse(next) - Date.parse(today)) / 86_400_000);
      found.push(day);
    }
    return found;
  };
  expect(looks(50)).toEqual([14, 20, 34, 35, 45, 50]);
  expect(looks(4)).toEqual([4]);
});

test('without a last day, or after it, only the due day counts', () => {
  expect(nextLook(today, days(14), undefined)).toBe(days(14));
  expect(nextLook(today, days(14), days(-3))).toBe(days(14));
  expect(nextLook(today, days(14), today)).toBe(days(14));
});

test('a question is urgent when 15 days or fewer are left', () => {
  expect([16, 15, 0, -1].map((left) => isUrgent(today, days(left)))).toEqual([false, true, true, true]);
  expect(isUrgent(today, undefined)).toBe(false);
});

test('the time that is left is told in days', () => {
  expect(timeLeft(today, undefined)).toBe('');
  expect(timeLeft(today, days(30))).toBe(' The last day is 2026-04-09: 30 days are left.');
  expect(timeLeft(today, days(1))).toBe(' The last day is 2026-03-11: 1 day is left.');
  expect(timeLeft(today, days(0))).toBe(' The last day is 2026-03-10: 0 days are left.');
  expect(timeLeft(today, days(-1))).toBe(' The last day was 2026-03-09.');
});
