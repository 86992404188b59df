import { expect, test } from '@jest/globals';
import { fieldsAt, intakeJsonSchema, isKnownPath } from '../../../domain/schema/json-schema.ts';

test('the JSON Schema asks only for what has no default, and takes no unknown field', () => {
  const schema = intakeJsonSchema();
  expect(schema['$schema']).toContain('2020-12');
  expect(schema['additionalProperties']).toBe(false);
  expect(schema['required']).toEqual(['schemaVersion', 'externalId', 'patient', 'billing', 'claim']);
});

test('paths are known where the schema has a place for them', () => {
  expect(['firstName', 'sameAsPatient'].every((field) => fieldsAt(['guarantor']).includes(field))).toBe(true);
  expect(isKnownPath(['insurance', 0, 'subscriber', 'address', 'city'])).toBe(true);
  expect(isKnownPath(['insurance', 'subscriber'])).toBe(false);
  expect(isKnownPath(['patient', 'constructor'])).toBe(false);
});
