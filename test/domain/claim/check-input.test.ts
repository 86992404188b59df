import { describe, expect, test } from '@jest/globals';
import { inputProblems } from '../../../domain/claim/check-input.ts';
import { isoDate } from '../../../domain/dates.ts';

const today = isoDate('2026-11-27');
const payment = { paymentId: 'CHK1', amountCents: 500, receivedOn: '2026-11-27', method: 'check', by: 'biller-1' };
const problemsOf = (change: object) => inputProblems('recordPayment', { ...payment, ...change }, today);

describe('a payment', () => {
  test('of today, without a day, or of ten years ago is accepted', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ receivedOn: undefined })).toEqual([]);
    expect(problemsOf({ receivedOn: '2016-11-27' })).toEqual([]);
  });

  test.each([
    ['2026-02-30', 'receivedOn: must be a calendar day (yyyy-mm-dd)'],
    ['2026-13-45', 'receivedOn: must be a calendar day (yyyy-mm-dd)'],
    ['9999-99-99', 'receivedOn: must be a calendar day (yyyy-mm-dd)'],
    ['tomorrow', 'receivedOn: must be a calendar day (yyyy-mm-dd)'],
    ['2026-11-27T00:00:00Z', 'receivedOn: must be a calendar day (yyyy-mm-dd)'],
    ['2026-11-28', 'receivedOn: must not be in the future'],
    ['2062-05-05', 'receivedOn: must not be in the future'],
    ['1899-01-01', 'receivedOn: must not be more than 10 years ago'],
    ['2016-11-26', 'receivedOn: must not be more than 10 years ago'],
  ])('received on %s is refused', (receivedOn, problem) => {
    expect(problemsOf({ receivedOn })).toEqual([problem]);
  });

  test.each([[0], [-500], [12.5], ['500'], [Number.NaN], [null]])('of %p cents is refused', (amountCents) => {
    expect(problemsOf({ amountCents })).toEqual(['amountCents: must be a whole number of cents above zero']);
  });

  test('above $10,000,000.00 is refused, and one of exactly $10,000,000.00 is accepted', () => {
    expect(problemsOf({ amountCents: 1_000_000_001 })).toEqual(['amountCents: must not be above $10,000,000.00']);
    expect(problemsOf({ amountCents: 1_000_000_000 })).toEqual([]);
  });

  test('must say who recorded it and how it was paid', () => {
    expect(problemsOf({ by: undefined, method: 'gold' })).toEqual([
      'method: must be one of card, check, cash, transfer',
      'by: is required',
    ]);
  });

  test('with a field that does not exist is refused, and the value is not repeated', () => {
    expect(problemsOf({ memo: 'Jane Roe' })).toEqual([
      'recordPayment: has only the fields paymentId, amountCents, receivedOn, method, by',
    ]);
  });
});

describe('a note', () => {
  const noteOf = (text: unknown) => inputProblems('addNote', { by: 'biller-1', text }, today);

  test('of 4,000 characters is accepted, one of 4,001 is refused', () => {
    expect(noteOf('x'.repeat(4_000))).toEqual([]);
    expect(noteOf('x'.repeat(4_001))).toEqual(['text: must not be longer than 4000 characters']);
  });

  test.each([['a\u0000b'], ['a\ud800'], ['\udc00b'], ['a\u001b[31m']])(
    'with an unstorable character is refused',
    (text) => {
      expect(noteOf(text)).toEqual(['text: has a character that cannot be stored']);
    },
  );

  test('may have several lines, accents and emoji', () => {
    expect(noteOf('Łukasz called.\n\tHe will pay 😀')).toEqual([]);
  });

  test('that is blank or not text is refused', () => {
    expect([noteOf('  '), noteOf(7)]).toEqual([['text: must not be empty'], ['text: must be text']]);
  });
});

describe('a correction', () => {
  const setOf = (set: unknown) =>
    inputProblems('correctClaim', { correctionId: 'c', by: 'b', reason: 'r', set }, today);

  test.each([
    [undefined, 'is required'],
    [[], 'must be an object of path and value'],
    [{}, 'must set at least one path'],
  ])('that sets %p is refused', (set, rule) => {
    expect(setOf(set)).toEqual([`set: ${rule}`]);
  });

  test('with an unstorable character anywhere in a value is refused', () => {
    expect(setOf({ 'patient.lastName': 'a\u0000' })).toEqual(['set: has a character that cannot be stored']);
    expect(setOf({ claim: { diagnoses: ['a\ud800'] } })).toEqual(['set: has a character that cannot be stored']);
  });

  test('of 2.5 MB is refused', () => {
    expect(setOf({ 'claim.note': 'x'.repeat(2_500_000) })).toEqual(['set: must not be longer than 100000 characters']);
  });
});

test('an input that is not an object or was not encrypted is refused', () => {
  expect(inputProblems('hold', 'now', today)).toEqual(['hold: must be an object']);
  expect(inputProblems('hold', { claimloopRefusedPayload: 'not encrypted' }, today)).toEqual([
    'hold: must be encrypted with a key of this installation',
  ]);
});

test.each([
  ['\u200b', 'has a character that is not seen'],
  ['Ann\u202e', 'has a character that cannot be stored'],
  ['Ann\nBob', 'has a line break'],
])('an author who is not seen as written (%j) is refused', (by, rule) => {
  expect(inputProblems('addNote', { by, text: 'seen' }, today)).toEqual([`by: ${rule}`]);
});

test.each([
  ['\ufffe', 'has a character that cannot be stored'],
  ['a\u202eb', 'has a character that cannot be stored'],
  ['\u200b\u200b', 'must have a character that is seen'],
])('a note that is not seen as written (%j) is refused', (text, rule) => {
  expect(inputProblems('addNote', { by: 'ann', text }, today)).toEqual([`text: ${rule}`]);
});

test('an amount that is too large is called too large', () => {
  expect(problemsOf({ amountCents: 2 ** 53 })).toEqual(['amountCents: must not be above $10,000,000.00']);
});
