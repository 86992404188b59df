import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { ImpossibleDates } from '../../../domain/edi/impossible-dates.ts';
import { type Finding, readInterchanges, type TransactionSet } from '../../../x12/index.ts';

const today = isoDate('2026-03-10');

/** Dates of an 835 with one claim and one line. */
interface Dates {
  readonly paidOn?: string;
  readonly status?: string;
  /** DTM segments of the set, of the claim and of the line. */
  readonly header?: string;
  readonly claim?: string;
  readonly line?: string;
}

function setWith({ paidOn = '20260309', status = '1', header, claim, line }: Dates): TransactionSet {
  const dtm = (text: string | undefined): string[] => (text === undefined ? [] : [`DTM*${text}`]);
  const segments = [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLAIMLOOP      *260309*0800*^*00501*000000001*0*P*:',
    'GS*HP*PAYER*CLAIMLOOP*20260309*0800*1*X*005010X221A1',
    'ST*835*0001',
    `BPR*I*80*C*CHK************${paidOn}`,
    ...dtm(header),
    'LX*1',
    `CLP*V1*${status}*100*80**12*ICN1*11*1`,
    ...dtm(claim),
    'SVC*HC:99213*100*80**1',
    ...dtm(line),
    'SE*9*0001',
    'GE*1*1',
    'IEA*1*000000001',
  ];
  const { interchanges } = readInterchanges(Buffer.from(segments.map((segment) => `${segment}~`).join('')));
  const set = interchanges[0]?.groups[0]?.sets[0];
  if (!set) throw new Error('no set');
  return set;
}

function impossibleDates({ segments }: TransactionSet): readonly Finding[] {
  const dates = new ImpossibleDates(today);
  return segments.flatMap((segment, index) => dates.take(segment, index + 1) ?? []);
}

const found = (dates: Dates): readonly string[] =>
  impossibleDates(setWith(dates)).map(
    ({ segment, element, position, rule, message }) => `${segment}${element} ${position} ${rule}: ${message}`,
  );

const tooOld = 'element.date: is before the year 2000';
const future = 'date.future: is more than 30 days in the future';
const order = 'date.order: is after the payment date';

describe('the payment date', () => {
  test.each([
    ['00010101', [`BPR16 2 ${tooOld}`]],
    ['19991231', [`BPR16 2 ${tooOld}`]],
    ['20000101', []],
    ['20260409', []],
    ['20260410', [`BPR16 2 ${future}`]],
    ['99991231', [`BPR16 2 ${future}`]],
    ['2026041', []],
    ['202604100', []],
    ['x20260410', []],
  ])('%s', (paidOn, expected) => {
    expect(found({ paidOn })).toEqual(expected);
  });
});

describe('other dates of the set, the claim and the line', () => {
  test.each([
    ['a day of the file before 2000', { header: '405*00010101' }, [`DTM2 3 ${tooOld}`]],
    ['a day of the file in the future', { header: '405*20260410' }, [`DTM2 3 ${future}`]],
    ['a day of the file after the payment', { header: '405*20260310' }, []],
    ['a claim received in the future', { claim: '050*20260410' }, [`DTM2 5 ${future}`]],
    ['a claim received after the payment', { claim: '050*20260310' }, []],
    ['the end of the coverage', { claim: '036*99991231' }, []],
    ['a claim that begins on the day of payment', { claim: '232*20260309' }, []],
    ['a claim that begins after the payment', { claim: '232*20260310' }, [`DTM2 5 ${order}`]],
    ['a claim that ends after the payment', { claim: '233*20260310' }, []],
    ['a claim that ends far in the future', { claim: '233*20260410' }, [`DTM2 5 ${future}`]],
    ['a service before 2000', { line: '472*19991231' }, [`DTM2 6 ${tooOld}`]],
    ['a service on the day of payment', { line: '472*20260309' }, []],
    ['a service after the payment', { line: '472*20260310' }, [`DTM2 6 ${order}`]],
    ['a first day after the payment', { line: '150*20260310' }, [`DTM2 6 ${order}`]],
    ['a last day after the payment', { line: '151*20260310' }, [`DTM2 6 ${order}`]],
    ['a service in the future', { line: '472*99991231' }, [`DTM2 6 ${future}`]],
    ['a text that is no date', { line: '472*2O260310' }, []],
    ['an unreadable payment date', { paidOn: 'x', line: '472*20260310' }, []],
    ['a predetermination of a later service', { status: '25', line: '472*20270101' }, []],
    ['a predetermination that arrived in the future', { status: '25', claim: '050*20270101' }, [`DTM2 5 ${future}`]],
  ])('%s', (_, dates, expected) => {
    expect(found(dates)).toEqual(expected);
  });
});

test('a finding is an error', () => {
  expect(impossibleDates(setWith({ paidOn: '00010101' }))).toMatchObject([{ severity: 'error' }]);
});
