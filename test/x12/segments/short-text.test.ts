import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyAt, keyOf, KeyTable } from '../../../x12/segments/short-text.ts';

// Codes are compared by their keys: two texts have the same key only if they are equal.

const character = fc.nat(255).map((code) => String.fromCharCode(code));
const short = fc.array(character, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));

test('each key belongs to one text', () => {
  fc.assert(
    fc.property(short, short, (one, other) => {
      expect(keyOf(one) === keyOf(other)).toBe(one === other);
    }),
    { numRuns: 2_000 },
  );
});

test('texts that differ only by a zero byte have different keys', () => {
  const texts = ['\0', '\0\0', '\0\0\0', 'A', 'A\0', '\0A', 'A\0\0', '\0A\0', '\0\0A'];
  expect(new Set(texts.map(keyOf)).size).toBe(texts.length);
});

test('an empty text and a text that is too long have no key', () => {
  expect([keyOf(''), keyOf('ABCD')]).toEqual([-1, -1]);
});

test('the key is found at the place of its text', () => {
  const bytes = Uint8Array.from('NM1*QC', (one) => one.charCodeAt(0));
  expect(keyAt(bytes, 4, 6)).toBe(keyOf('QC'));
});

test('a table gives the value of a key, and nothing for other keys', () => {
  fc.assert(
    fc.property(fc.uniqueArray(short), short, (texts, other) => {
      const table = new KeyTable(texts.map((text) => [keyOf(text), text]));
      expect(texts.map((text) => table.get(keyOf(text)))).toEqual(texts);
      expect(table.get(keyOf(other))).toBe(texts.includes(other) ? other : undefined);
      expect(table.get(-1)).toBeUndefined();
    }),
  );
});
