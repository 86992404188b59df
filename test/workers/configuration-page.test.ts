import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { environmentSchema } from '../../client/environment.ts';
import { defaultPolicy } from '../../domain/policy/default-policy.ts';
import { configurationPage } from '../../workers/docs/configuration-page.ts';
import { fieldsOf, nodeOf } from '../../workers/docs/fields.ts';

// docs/configuration.md is generated from the current schemas and contains every field and variable.

test('docs/configuration.md is current (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')).toBe(configurationPage());
});

test('every environment variable and every setting of a profile has a row', () => {
  const names = [
    ...Object.keys(environmentSchema.shape),
    ...Object.keys(defaultPolicy).map((name) => `<name>.${name}`),
  ];
  // A list of objects has a row for each field of an object.
  const hasRow = (name: string) => ['` | ', '[].'].some((end) => configurationPage().includes(`\n| \`${name}${end}`));
  expect(names.filter((name) => !hasRow(name))).toEqual([]);
});

test('a row has path, meaning, unit, range, default and example', () => {
  const waits = z
    .int()
    .min(1)
    .max(9)
    .default(5)
    .meta({ description: 'A wait.', unit: 'days', examples: [3] });
  const kinds = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('slow'), waits })]);
  expect(fieldsOf(nodeOf(z.array(z.strictObject({ transport: kinds }))))).toEqual([
    {
      name: '[].transport(slow).waits',
      meaning: 'A wait.',
      value: 'days, whole number, 1 to 9',
      otherwise: '`5`',
      example: '`3`',
    },
  ]);
});

test('a field without a description or an example stops the generation', () => {
  expect(() => fieldsOf(nodeOf(z.strictObject({ waits: z.int() })))).toThrow('waits has no description or no example');
});
