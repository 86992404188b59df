import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { read277CA, read835, read837P, read999, readInterchanges, write835, write837P } from '../../x12/index.ts';
import { anInterchange, aRemittance835, bytesOf, someClaims, textOf, written } from './builders.ts';

// Reading gives an answer for any bytes and never throws: truncated files, changed bytes and random bytes.

const files = [write835(aRemittance835(), '0001'), write837P(someClaims(), '0001')].map((set) =>
  written(anInterchange([set])),
);
const runs = { numRuns: 500 };

/** Reads a file to the end, with every reader on every set. */
function readAll(bytes: Uint8Array): string {
  const result = readInterchanges(bytes);
  for (const set of result.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets))) {
    for (const reader of [read837P, read835, read999, read277CA]) reader(set);
  }
  return result.kind;
}

test('any bytes get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => ['read', 'unreadable'].includes(readAll(bytes))),
    runs,
  );
});

test('any text after a valid header gets an answer', () => {
  const header = textOf(files[0] ?? new Uint8Array()).slice(0, 106);
  const word = fc.constantFrom(
    'ST',
    'SE',
    'GS',
    'GE',
    'IEA',
    'HL',
    'CLP',
    'NM1',
    '*',
    ':',
    '~',
    '^',
    '1',
    '837',
    '835',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 200 }), (words) => {
      const kind = readAll(bytesOf(header + words.join('')));
      return ['read', 'unreadable'].includes(kind);
    }),
    runs,
  );
});

test('a file truncated before its last number is unreadable; one truncated after it has a finding', () => {
  for (const file of files) {
    const control = textOf(file).lastIndexOf('*') + 1;
    for (let end = 0; end < control; end += 1) expect(readAll(file.subarray(0, end))).toBe('unreadable');
    for (let end = control; end < file.length - 1; end += 1) {
      const [interchange] = readInterchanges(file.subarray(0, end)).interchanges;
      const rules = interchange?.findings.map(({ rule }) => rule);
      expect(rules).toContain('envelope.terminator');
    }
  }
});

test('a file with one byte changed gets an answer', () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 0, max: 255 }), (file, place, byte) => {
      const changed = Uint8Array.from(file);
      changed[place % file.length] = byte;
      return ['read', 'unreadable'].includes(readAll(changed));
    }),
    runs,
  );
});

test('segments in any order get an answer', () => {
  const parts = textOf(files[1] ?? new Uint8Array())
    .split('~')
    .slice(3, -4);
  fc.assert(
    fc.property(fc.shuffledSubarray(parts), (shuffled) => {
      const lines = [
        ...textOf(files[1] ?? new Uint8Array())
          .split('~')
          .slice(0, 3),
        ...shuffled,
      ];
      const trailers = [`SE*${shuffled.length + 2}*0001`, 'GE*1*7', 'IEA*1*000000042', ''];
      return readAll(bytesOf([...lines, ...trailers].join('~'))) === 'read';
    }),
    runs,
  );
});

test('names of properties that every object has are not members of a value', () => {
  const result = readInterchanges(bytesOf('ISA*__proto__*constructor~'));
  expect(result.kind).toBe('unreadable');
});

test('a segment without a terminator exceeds the limit', () => {
  const header = textOf(files[0] ?? new Uint8Array()).slice(0, 106);
  const result = readInterchanges(bytesOf(header + 'A'.repeat(200_000)));
  expect(result).toMatchObject({ kind: 'unreadable', segment: 2, offset: 106 });
});
