import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readCsv } from '../../../activities/files/read-csv.ts';
import { textOfCell, writeCsv } from '../../../domain/csv.ts';

const rowsOf = (text: string) => readCsv(Buffer.from(text));

test('LF, a missing final line end and a byte order mark are accepted', () => {
  expect(rowsOf('\uFEFFa,b\nc,')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  expect(rowsOf('a,"b"\r\n')).toEqual([['a', 'b']]);
  expect(rowsOf('')).toEqual([]);
});

test.each(['a,"b', 'a"b,c', '"a"b', '"'])('a misplaced quote makes the file unreadable: %j', (text) => {
  expect(rowsOf(text)).toBeUndefined();
});

test('readCsv and textOfCell read what writeCsv wrote', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é') });
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      expect(rowsOf(writeCsv(rows))?.map((row) => row.map(textOfCell))).toEqual(rows);
    }),
  );
});

test('returns rows or undefined for any bytes, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const rows = readCsv(bytes);
      expect(rows === undefined || rows.every((row) => row.length > 0)).toBe(true);
    }),
  );
});
