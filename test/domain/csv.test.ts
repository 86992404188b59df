import { expect, test } from '@jest/globals';
import { writeCsv } from '../../domain/csv.ts';

test('cells are quoted where necessary, and rows end with CRLF', () => {
  expect(
    writeCsv([
      ['a', 'b,c', 'd"e'],
      ['', 'two\nlines'],
    ]),
  ).toBe('a,"b,c","d""e"\r\n,"two\nlines"\r\n');
});
