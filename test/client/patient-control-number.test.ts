import { expect, test } from '@jest/globals';
import { patientControlNumberOf } from '../../client/patient-control-number.ts';

test('the same visit has the same number, and another visit another one', () => {
  expect(patientControlNumberOf('visit-1')).toBe(patientControlNumberOf('visit-1'));
  expect(patientControlNumberOf('visit-2')).not.toBe(patientControlNumberOf('visit-1'));
});

test('ten thousand visits have as many numbers, of a form that CLM01 takes and that spells no word', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => patientControlNumberOf(`visit-${index}`));
  expect(new Set(numbers).size).toBe(10_000);
  expect(numbers.every((number) => /^[0-9BCDFGHJKLMNPQRSTVWXZ]{12}$/.test(number))).toBe(true);
});
