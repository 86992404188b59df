import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readCsv, writeCsv } from '../../domain/csv.ts';

test('cells are quoted where they must be, and rows end in CRLF', () => {
  expect(
    writeCsv([
      ['a', 'b,c', 'd"e'],
      ['', 'two\nlines'],
    ]),
  ).toBe('a,"b,c","d""e"\r\n,"two\nlines"\r\n');
});

test('LF, a missing last line end and a byte order mark are read', () => {
  expect(readCsv('\uFEFFa,b\nc,')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  expect(readCsv('a,"b"\r\n')).toEqual([['a', 'b']]);
  expect(readCsv('')).toEqual([]);
});

test.each(['a,"b', 'a"b,c', '"a"b', 'a\rb', '"'])('a quote out of place is not read: %j', (text) => {
  expect(readCsv(text)).toBeUndefined();
});

test('what is written reads back the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      // A row of one empty cell is an empty line.
      expect(readCsv(writeCsv(rows))).toEqual(rows);
    }),
  );
});

test('any text gives rows or nothing, never an exception', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const rows = readCsv(text);
      expect(rows === undefined || rows.every((row) => row.length > 0)).toBe(true);
    }),
  );
});
