import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../activities/files/read-csv.ts';
import { textOfCell, writeCsv } from '../../domain/csv.ts';

test('cells are quoted where necessary, and rows end with CRLF', () => {
  expect(
    writeCsv([
      ['a', 'b,c', 'd"e'],
      ['', 'two\nlines'],
    ]),
  ).toBe('a,"b,c","d""e"\r\n,"two\nlines"\r\n');
});

test.each(['=1+1', '+1-609-555-0100', '-', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠A1'])(
  'the text %j is not a formula for a spreadsheet, and is read back as it was',
  (text) => {
    const [[written = ''] = []] = readCsv(Buffer.from(writeCsv([[text]]))) ?? [];
    expect(written).toBe(`'${text}`);
    expect(textOfCell(written)).toBe(text);
  },
);

test.each(['-12.00', '-5', '12.00', '0', 'Smith-Jones', 'a=b', "O'Neill", "'quoted'", ''])(
  'the text %j stays as it is',
  (text) => {
    expect(writeCsv([[text]])).toBe(`${text}\r\n`);
    expect(textOfCell(text)).toBe(text);
  },
);

test('no cell begins like a formula, and any cell is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (row) => {
      const [written = []] = readCsv(Buffer.from(writeCsv([['first', ...row]]))) ?? [];
      expect(written.every((text) => !/^[=+@\t\r\n＝＋－＠]|^-(?!\d+(\.\d+)?$)/.test(text))).toBe(true);
      const isAmbiguous = (text: string): boolean => text.startsWith("'");
      expect(written.slice(1).map((text, at) => (isAmbiguous(row[at] ?? '') ? row[at] : textOfCell(text)))).toEqual(
        row,
      );
    }),
  );
});
