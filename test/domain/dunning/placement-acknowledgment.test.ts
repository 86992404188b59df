import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { readPlacementAcknowledgment } from '../../../domain/dunning/placement-acknowledgment.ts';

const header = 'batchId,accountNumber,agencyAccountNumber,accepted,rejectCode';
const good = 'B1,V1,A77,Y,';
const goodAnswer = { batchId: 'B1', accountNumber: 'V1', agencyAccountNumber: 'A77', isAccepted: true };

/** The rows of a CSV text, read by another parser. */
const rowsOf = (text: string): string[][] => parse(text, { relax_column_count: true });
const fileOf = (...rows: readonly string[]): string =>
  [header, ...rows, `TRAILER,${rows.length},0`].map((row) => `${row}\r\n`).join('');
const read = (...rows: readonly string[]) => readPlacementAcknowledgment(rowsOf(fileOf(...rows)));

test('the answers say for each account whether the agency accepted it', () => {
  expect(read(good, 'B1,V2,,N,NO_ADDRESS')).toEqual({
    kind: 'ok',
    answers: [
      { row: 2, ...goodAnswer },
      { row: 3, batchId: 'B1', accountNumber: 'V2', isAccepted: false, rejectCode: 'NO_ADDRESS' },
    ],
    faults: [],
  });
});

test('the answer about an account that was written with an apostrophe names the account', () => {
  expect(read("B1,'-V1,'@77,Y,")).toMatchObject({ answers: [{ accountNumber: '-V1', agencyAccountNumber: '@77' }] });
});

describe('a file that another program saved is read as well', () => {
  const text = fileOf(good);
  test.each([
    ['with a quoted header', text.replace(header, header.replaceAll(/\w+/g, '"$&"'))],
    ['with a header in capitals', text.replace(header, header.toUpperCase())],
    ['with blanks around the names of the columns', text.replace(header, header.replaceAll(',', ' , '))],
  ])('%s', (_what, changed) => {
    expect(readPlacementAcknowledgment(rowsOf(changed))).toEqual({
      kind: 'ok',
      answers: [{ row: 2, ...goodAnswer }],
      faults: [],
    });
  });

  test('with empty rows, which count in the row numbers', () => {
    const table = [[''], ...rowsOf(`${header}\r\n`), ['', ' '], good.split(','), [''], ['TRAILER', '1', '0'], ['']];
    expect(readPlacementAcknowledgment(table)).toMatchObject({ kind: 'ok', answers: [{ row: 4 }] });
  });
});

describe('a faulty row is left out, and its good neighbors are answers', () => {
  test.each([
    ['without Y or N', 'B1,V2,A78,maybe,', 'must have Y or N in the column accepted'],
    ['with a lower-case verdict', 'B1,V2,A78,y,', 'must have Y or N in the column accepted'],
    ['with an extra cell', 'B1,V2,A78,Y,,', 'has 6 columns instead of 5'],
    ['with a missing cell', 'B1,V2,A78,Y', 'has 4 columns instead of 5'],
    ['without a batch', ',V2,A78,Y,', 'has no valid batchId'],
    ['with a name as account number', 'B1,Testa Sample,A78,Y,', 'has no valid accountNumber'],
    ['with an account number of 65 characters', `B1,${'V'.repeat(65)},A78,Y,`, 'has no valid accountNumber'],
    ['with a NUL', 'B1,V2,A\0G,Y,', 'has an agencyAccountNumber with unreadable characters'],
    ['with a byte that is not UTF-8', 'B1,V2,A\uFFFD,Y,', 'has an agencyAccountNumber with unreadable characters'],
    [
      'with a long agency number',
      `B1,V2,${'A'.repeat(65)},Y,`,
      'has an agencyAccountNumber with unreadable characters',
    ],
    ['with a control character in the code', 'B1,V2,A78,N,X\u0007', 'has a rejectCode with unreadable characters'],
  ])('a row %s', (_what, row, why) => {
    const reading = read(row, good);
    expect(reading).toEqual({ kind: 'ok', answers: [{ row: 3, ...goodAnswer }], faults: [{ row: 2, why }] });
    expect(JSON.stringify(reading)).not.toContain('Testa');
  });

  test('identifiers of 64 characters and foreign letters are not faulty', () => {
    expect(read(`B1,${'V'.repeat(64)},${'é'.repeat(64)},Y,`)).toMatchObject({ answers: [{ row: 2 }], faults: [] });
  });
});

test('rows that accept and reject one account are left out, all of them, in file order', () => {
  const why = 'contradicts another row about the same account';
  expect(read('B1,V2,A1,Y,', good, 'B1,V2,A1,N,', 'B1,V3,A3,?,', 'B1,V2,A1,Y,')).toEqual({
    kind: 'ok',
    answers: [{ row: 3, ...goodAnswer }],
    faults: [
      { row: 2, why },
      { row: 4, why },
      { row: 5, why: 'must have Y or N in the column accepted' },
      { row: 6, why },
    ],
  });
});

test('two rows with the same answer do not contradict each other', () => {
  expect(read(good, good)).toMatchObject({ answers: [{ row: 2 }, { row: 3 }], faults: [] });
});

test.each([
  ['without its header', `${good}\r\nTRAILER,1,0\r\n`, `row 1 must be ${header}, separated by commas`],
  ['separated by semicolons', fileOf(good).replaceAll(',', ';'), 'separated by commas'],
  ['that is truncated', `${header}\r\n${good}\r\n`, 'the last row must begin with TRAILER'],
  ['whose trailer count is too high', fileOf(good).replace('R,1', 'R,2'), 'which is 1'],
  ['that is empty', '', 'row 1 must be'],
])('a file %s is rejected', (_what, text, why) => {
  expect(readPlacementAcknowledgment(rowsOf(text))).toEqual({
    kind: 'unreadable',
    why: expect.stringContaining(why),
  });
});

test('the reader never throws, whatever the rows', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string())), (rows) => {
      expect(readPlacementAcknowledgment(rows).kind).toBe('unreadable');
    }),
  );
});
