import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fieldsAt, intakeJsonSchema, isKnownPath } from '../../../domain/schema/json-schema.ts';

test('the JSON Schema requires only fields without a default, and allows no unknown field', () => {
  const schema = intakeJsonSchema();
  expect(schema['$schema']).toContain('2020-12');
  expect(schema['additionalProperties']).toBe(false);
  expect(schema['required']).toEqual(['schemaVersion', 'externalId', 'patient', 'billing', 'claim']);
});

test('isKnownPath recognizes paths that the schema defines', () => {
  expect(['firstName', 'sameAsPatient'].every((field) => fieldsAt(['guarantor']).includes(field))).toBe(true);
  expect(isKnownPath(['insurance', 0, 'subscriber', 'address', 'city'])).toBe(true);
  expect(isKnownPath(['insurance', 'subscriber'])).toBe(false);
  expect(isKnownPath(['patient', 'constructor'])).toBe(false);
});

test('client/intake.schema.json is current (CLAIMLOOP_WRITE_SCHEMA=1 writes it)', () => {
  const file = new URL('../../../client/intake.schema.json', import.meta.url);
  const text = `${JSON.stringify(intakeJsonSchema(), null, 2)}\n`;
  if (process.env['CLAIMLOOP_WRITE_SCHEMA'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
