import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonOf } from '../../fuzz/consume.ts';
import { generatedFile } from '../../x12/generate/index.ts';
import { jsonToFile, readInterchanges, write835, write837P } from '../../x12/index.ts';
import { anInterchange, aRemittance835, someClaims, written } from './builders.ts';

// Any JSON is written as X12 or refused with the places of its faults: arbitrary values, and valid files with one
// value replaced.

const good = [
  written(anInterchange([write835(aRemittance835(), '0001'), write837P(someClaims(), '0002')])),
  ...Array.from({ length: 30 }, (_, number) => generatedFile('837p', 1, number).bytes),
].map((bytes) => ({ bytes, paths: pathsOf(jsonOf([bytes])) }));

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    '*',
    '~',
    'é',
    '\u0000',
    0,
    -0,
    -1,
    0.5,
    1e21,
    2 ** 53,
    '1e5',
    '-',
    'N'.repeat(300),
  ),
  fc.constantFrom<unknown>([], [null], [[]], [1], ['A'], {}, [{}], { toString: null }, { length: 3 }, [
    { toString: 1 },
  ]),
  fc.constant<unknown>(JSON.parse('{"__proto__":{"x":1},"constructor":null}')),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Every place in a JSON value, as the names that lead there. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return by;
  const part = replaced((value as Record<string, unknown>)[name], rest, by);
  return Array.isArray(value) ? value.with(Number(name), part) : { ...value, [name]: part };
}

function isAnswered(value: unknown): boolean {
  const result = jsonToFile(value);
  expect(['written', 'refused']).toContain(jsonToFile(value, { characters: 'clean', isUnchecked: true }).kind);
  if (result.kind === 'refused') return result.findings.length > 0;
  return result.bytes.every((bytes) => readInterchanges(bytes).kind === 'read');
}

test('any value is written or refused', () => {
  fc.assert(fc.property(anything, isAnswered), { numRuns: 500 });
});

test('a valid file with one value replaced is written or refused', () => {
  fc.assert(
    fc.property(fc.constantFrom(...good), fc.nat(), anything, ({ bytes, paths }, nth, by) => {
      return isAnswered(replaced(jsonOf([bytes]), paths[nth % paths.length] ?? [], by));
    }),
    { numRuns: 1_500 },
  );
});
