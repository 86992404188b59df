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

// Goal: a JSON text that is read as it is used says what JSON.parse says of it, however it is cut into pieces; what is
// no JSON is told by its place alone; and a file that is written from it has the same bytes.

const folder = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
if (!existsSync(folder)) console.warn(`no public samples at ${folder}: only files that are made here are written`);

function* inPieces(text: string, size = 65_536): Generator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A value with everything in it that is given one at a time, in the order in which it comes. */
function used(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, used);
  const names = (): string[] => Object.keys(value).filter((name) => !taken.has(name));
  const taken = new Map<string, unknown>();
  // Using one makes the next known.
  for (let [name] = names(); name !== undefined; [name] = names()) {
    taken.set(name, used((value as Record<string, unknown>)[name]));
  }
  return Object.fromEntries(taken);
}

function read(text: string, streamed: Streamed, size?: number): unknown {
  const { value, finish } = readJson(inPieces(text, size), streamed);
  const all = used(value);
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

/** Any value, with the names that are streamed as long as they are in order. */
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

describe('a text that is read as it is used', () => {
  test('says what it says when it is read whole', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (json, size) => {
        expect(read(json, streamed, size)).toEqual(JSON.parse(json));
      }),
      { numRuns: 500 },
    );
  });

  test('is read to its end, though none of its lists is used', () => {
    fc.assert(
      fc.property(text, (json) => {
        readJson(inPieces(json), streamed).finish();
        const { value, finish } = readJson(inPieces(`${json} []`), streamed);
        expect(finish).toThrow('continues after its end');
        expect(value).toBeDefined();
      }),
    );
  });

  test('is not JSON wherever it breaks off', () => {
    const json = '{"kind":"long","other":[1,{"a":null}],"lists":[{"inner":[true,"x"]}],"object":{"items":[]},"end":{}}';
    for (let at = 0; at < json.length; at += 1) {
      expect(() => read(json.slice(0, at), streamed)).toThrow(NoJson);
    }
  });

  test.each([
    ['a word', '{"lists":SECRET}', 'is not JSON (byte 9)'],
    ['a comma too many', '{"lists":[1,]}', 'is not JSON (byte 12)'],
    ['no colon', '{"lists" []}', 'is not JSON (byte 9)'],
    ['a name that is none', '{1:2}', 'is not JSON (byte 1)'],
    ['a list that is closed as an object', '{"end":[1}', 'is not JSON (byte 9)'],
    ['bytes that are no text', '{"a":"\u{d800}', 'ends too early'],
    ['very many lists within one another', '['.repeat(200), 'holds more than 100 values within one another (byte 101)'],
    ['a word that never ends', `{"a":"${'x'.repeat(3_000_000)}`, 'contains a text that is too long'],
    ['nothing', '', 'ends too early'],
  ])('tells of %s by its place alone', (_, json, message) => {
    expect(() => read(json, streamed)).toThrow(new NoJson(message, undefined));
  });

  test.each([
    '{"end":[],"lists":[]}',
    '{"lists":[],"kind":"long"}',
    '{"lists":[],"lists":[]}',
    '{"kind":"long","object":{"items":[],"a":1}}',
  ])('is not in order when something follows what is long: %s', (json) => {
    expect(() => read(json, streamed)).toThrow(NotInOrder);
  });

  test('may name anything, and changes nothing by it', () => {
    const value = read('{"__proto__":{"x":1},"constructor":2}', streamed) as Record<string, unknown>;
    expect(Object.entries(value)).toEqual([
      ['__proto__', { x: 1 }],
      ['constructor', 2],
    ]);
  });
});

describe('a file that is written while its JSON is read', () => {
  const generated = generatedNames.flatMap((name) =>
    Array.from({ length: 60 }, (_, number) => generatedFile(name, 5, number).bytes),
  );

  test('has the bytes, or the findings, that it has when its JSON is held whole', () => {
    for (const bytes of generated) expect(['written', 'refused']).toContain(outcomeOf(bytes));
    const samples = samplesIn(folder).map(({ bytes }) => outcomeOf(bytes));
    // Some of them have their segments in another order than the guide.
    expect(samples.filter((outcome) => outcome === 'not in order').length).toBeLessThan(10);
  });

  /** How it went, the same in both ways. */
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
