import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { patientControlNumberOf } from '../../../domain/claim/patient-control-number.ts';

const numberOf = (externalId: string) => patientControlNumberOf(createHash('sha256').update(externalId).digest());

test('the same visit has the same number, and another visit has another number', () => {
  expect(numberOf('visit-1')).toBe(numberOf('visit-1'));
  expect(numberOf('visit-2')).not.toBe(numberOf('visit-1'));
});

test('ten thousand visits have ten thousand numbers, which are valid in CLM01 and spell no word', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => numberOf(`visit-${index}`));
  expect(new Set(numbers).size).toBe(10_000);
  expect(numbers.every((number) => /^[0-9BCDFGHJKLMNPQRSTVWXZ]{12}$/.test(number))).toBe(true);
});
