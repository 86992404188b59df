import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NotInOrder, readJson } from '../../client/cli/x12/json-reader.ts';
import { NoJson } from '../../client/cli/x12/json-tokens.ts';
import { samplesIn } from '../../fuzz/sources.ts';
import { jsonOf } from '../../fuzz/consume.ts';
import { generatedFile, generatedNames } from '../../x12/generate/index.ts';
import { jsonToFile, printFile, type Streamed, streamedFile } from '../../x12/index.ts';

// Streaming gives the same values as JSON.parse for any chunk sizes, reports invalid JSON by its position only, and
// writes the same X12 bytes.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
if (!existsSync(folder)) console.warn(`no public samples at ${folder}: only generated files are written`);

function* inPieces(text: string, size = 65_536): Generator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Reads all streamed parts of a value, in order. */
function consumed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, consumed);
  const names = (): string[] => Object.keys(value).filter((name) => !taken.has(name));
  const taken = new Map<string, unknown>();
  // Reading one field makes the next field available.
  for (let [name] = names(); name !== undefined; [name] = names()) {
    taken.set(name, consumed((value as Record<string, unknown>)[name]));
  }
  return Object.fromEntries(taken);
}

function read(text: string, streamed: Streamed, size?: number): unknown {
  const { value, finish } = readJson(inPieces(text, size), streamed);
  const all = consumed(value);
  finish();
  return all;
}

const plain: Streamed = { last: {} };
const streamed: Streamed = {
  last: {
    lists: () => ({ last: { inner: () => plain } }),
    object: ({ kind }) => (kind === 'long' ? { last: { items: () => plain } } : plain),
    end: () => plain,
  },
};

/** JSON of any value, with fields that are streamed if they are in order. */
const text = fc
  .record(
    {
      kind: fc.constantFrom('long', 'short'),
      other: fc.jsonValue({ maxDepth: 3 }),
      lists: fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.array(fc.record({ a: fc.string(), inner: fc.array(fc.jsonValue()) })),
      ),
      object: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.record({ a: fc.nat(), items: fc.array(fc.double()) })),
      end: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value, undefined, 1));

describe('streamed JSON', () => {
  test('has the same value as JSON.parse', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (json, size) => {
        expect(read(json, streamed, size)).toEqual(JSON.parse(json));
      }),
      { numRuns: 500 },
    );
  });

  test('is read to its end, even if its lists are not read', () => {
    fc.assert(
      fc.property(text, (json) => {
        readJson(inPieces(json), streamed).finish();
        const { value, finish } = readJson(inPieces(`${json} []`), streamed);
        expect(finish).toThrow('continues after its end');
        expect(value).toBeDefined();
      }),
    );
  });

  test('is rejected wherever it is truncated', () => {
    const json = '{"kind":"long","other":[1,{"a":null}],"lists":[{"inner":[true,"x"]}],"object":{"items":[]},"end":{}}';
    for (let at = 0; at < json.length; at += 1) {
      expect(() => read(json.slice(0, at), streamed)).toThrow(NoJson);
    }
  });

  test.each([
    ['a word', '{"lists":SECRET}', 'is not JSON (byte 9)'],
    ['an extra comma', '{"lists":[1,]}', 'is not JSON (byte 12)'],
    ['no colon', '{"lists" []}', 'is not JSON (byte 9)'],
    ['an invalid name', '{1:2}', 'is not JSON (byte 1)'],
    ['a list that is closed as an object', '{"end":[1}', 'is not JSON (byte 9)'],
    ['bytes that are not text', '{"a":"\u{d800}', 'ends too early'],
    ['deeply nested lists', '['.repeat(200), 'holds more than 100 values within one another (byte 101)'],
    ['a word that never ends', `{"a":"${'x'.repeat(3_000_000)}`, 'contains a text that is too long'],
    ['nothing', '', 'ends too early'],
  ])('reports %s by its position only', (_, json, message) => {
    expect(() => read(json, streamed)).toThrow(new NoJson(message, undefined));
  });

  test.each([
    '{"end":[],"lists":[]}',
    '{"lists":[],"kind":"long"}',
    '{"lists":[],"lists":[]}',
    '{"kind":"long","object":{"items":[],"a":1}}',
  ])('is not in order if a field follows a streamed list: %s', (json) => {
    expect(() => read(json, streamed)).toThrow(NotInOrder);
  });

  test('may contain __proto__ and constructor as names', () => {
    const value = read('{"__proto__":{"x":1},"constructor":2}', streamed) as Record<string, unknown>;
    expect(Object.entries(value)).toEqual([
      ['__proto__', { x: 1 }],
      ['constructor', 2],
    ]);
  });
});

describe('a file written from streamed JSON', () => {
  const generated = generatedNames.flatMap((name) =>
    Array.from({ length: 60 }, (_, number) => generatedFile(name, 5, number).bytes),
  );

  test('has the same bytes, or the same findings, as from whole JSON', () => {
    for (const bytes of generated) expect(['written', 'refused']).toContain(outcomeOf(bytes));
    const samples = samplesIn(folder).map(({ bytes }) => outcomeOf(bytes));
    // In some samples, the order of segments differs from the guide.
    expect(samples.filter((outcome) => outcome === 'not in order').length).toBeLessThan(10);
  });

  /** The outcome, which must be the same both ways. */
  function outcomeOf(bytes: Uint8Array): string {
    const json = JSON.stringify(jsonOf([bytes]));
    const expected = jsonToFile(JSON.parse(json));
    const texts: string[] = [];
    try {
      const { value, finish } = readJson(inPieces(json, 1_000), streamedFile);
      const findings = printFile(value, (part) => texts.push(part));
      finish();
      expect(findings).toEqual(expected.kind === 'refused' ? expected.findings : []);
    } catch (error) {
      if (error instanceof NotInOrder) return 'not in order';
      throw error;
    }
    if (expected.kind === 'written') {
      expect(texts.join('')).toBe(Buffer.concat(expected.bytes).toString('latin1'));
    }
    return expected.kind;
  }
});
