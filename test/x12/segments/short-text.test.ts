import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyAt, keyOf, KeyTable } from '../../../x12/segments/short-text.ts';

// Goal: codes may be compared by their keys: two texts have one key only when they are the same.

const character = fc.nat(255).map((code) => String.fromCharCode(code));
const short = fc.array(character, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));

test('a key stands for one text', () => {
  fc.assert(
    fc.property(short, short, (one, other) => {
      expect(keyOf(one) === keyOf(other)).toBe(one === other);
    }),
    { numRuns: 2_000 },
  );
});

test('texts that differ by a zero byte alone have keys of their own', () => {
  const texts = ['\0', '\0\0', '\0\0\0', 'A', 'A\0', '\0A', 'A\0\0', '\0A\0', '\0\0A'];
  expect(new Set(texts.map(keyOf)).size).toBe(texts.length);
});

test('no text, and a longer one, have no key', () => {
  expect([keyOf(''), keyOf('ABCD')]).toEqual([-1, -1]);
});

test('a key is found where its text stands', () => {
  const bytes = Uint8Array.from('NM1*QC', (one) => one.charCodeAt(0));
  expect(keyAt(bytes, 4, 6)).toBe(keyOf('QC'));
});

test('a table gives what belongs to a key, and nothing for another', () => {
  fc.assert(
    fc.property(fc.uniqueArray(short), short, (texts, other) => {
      const table = new KeyTable(texts.map((text) => [keyOf(text), text]));
      expect(texts.map((text) => table.get(keyOf(text)))).toEqual(texts);
      expect(table.get(keyOf(other))).toBe(texts.includes(other) ? other : undefined);
      expect(table.get(-1)).toBeUndefined();
    }),
  );
});
