import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { booksAfter, type ClaimBooks, judgeIn } from '../../../domain/remittance/claim-books.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aCase, aClaim, oneLine, owes, paid, posted } from './eob.ts';

const coverage = (payerName: string) => ({ payerId: payerName, payerName, memberId: 'W1' });
const books: ClaimBooks = {
  billed: { ...oneLine(), coverages: ['Alpha', 'Beta'].map(coverage) },
  owed: [owes({ 1: 100 }), owes({}), owes({})],
  earlier: [],
  capitatedPayerIds: ['Beta'],
};
const shared = paid('CLP*H4CASE01*1*100*60*20*12*ICN1', 'SVC*HC:99213*100*60', 'CAS*CO*45*20', 'CAS*PR*2*20');

const judge = (payment: ClaimPayment, given: ClaimBooks = books) =>
  judgeIn(given, {
    payment,
    remittance: { ...aCase(payment).remittance, payerName: 'CLEARINGHOUSE' },
    today: isoDate('2026-11-28'),
  });

test('what a coverage leaves to the patient is owed by the next coverage, whose payment then fits', () => {
  const second = paid('CLP*H4CASE01*2*100*20**12*ICN2', 'SVC*HC:99213*100*20', 'CAS*OA*23*80');
  expect(judge(second)).toMatchObject({ coverage: 2, judgment: { kind: 'exception' } });
  const after = booksAfter(books, posted(shared));
  expect(after.owed).toEqual([owes({ 1: 0 }), owes({ 1: 20 }), owes({})]);
  expect(judge(second, after)).toMatchObject({ coverage: 2, judgment: { kind: 'post' } });
  expect(books.owed).toEqual([owes({ 1: 100 }), owes({}), owes({})]);
});

test('what the last coverage leaves is owed by no coverage, and neither is what the patient got', () => {
  const last = booksAfter(books, posted(shared, { coverage: 2 }));
  expect(last.owed).toEqual([owes({ 1: 100 }), owes({ 1: -100 }), owes({})]);
  const sent = paid('CLP*H4CASE01*1*100*80**12*ICN1', 'SVC*HC:99213*100*80', 'CAS*OA*100*20');
  expect(booksAfter(books, posted(sent)).owed[1]).toEqual(owes({}));
});

test('a second line is owed apart', () => {
  const two = { ...books, billed: { ...aClaim(), coverages: [coverage('Alpha')] }, owed: [owes({ 1: 100, 2: 50 })] };
  expect(booksAfter(two, posted(paid())).owed).toEqual([owes({ 1: 0, 2: 50 })]);
});

test('a payment that is reversed is no longer posted', () => {
  const after = booksAfter(booksAfter(books, posted(shared)), posted(shared, { id: '8' }), '7');
  expect(after.earlier.map(({ id, state }) => [id, state])).toEqual([
    ['7', 'reversed'],
    ['8', 'posted'],
  ]);
});

test('capitation is known by the payer of the coverage', () => {
  const capitated = (status: string) =>
    judge(paid(`CLP*H4CASE01*${status}*100*0**12*ICN1`, 'SVC*HC:99213*100*0', 'CAS*CO*24*100'), {
      ...books,
      owed: [owes({ 1: 100 }), owes({ 1: 100 })],
    }).judgment.movements.length;
  expect([capitated('1'), capitated('2')]).toEqual([0, 1]);
});

test('a claim without a coverage is paid by none', () => {
  const selfPay = { ...books, billed: { ...oneLine(), coverages: [] }, owed: [] };
  expect(judge(paid(), selfPay)).toMatchObject({ coverage: 1, judgment: { kind: 'exception' } });
});

describe('a reversal speaks for the coverage', () => {
  const reversal = (icn: string, reference: readonly string[] = []) =>
    paid(`CLP*H4CASE01*22*-100*-80**12*${icn}`, ...reference, 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20');
  const first = posted(paid('CLP*H4CASE01*1*100*80**12*ICN1'), { id: '1' });
  const second = posted(paid('CLP*H4CASE01*2*100*80**12*ICN2'), { id: '2', coverage: 2 });
  const given = { ...books, earlier: [first, second] };

  test.each([
    ['of the payment with its number', reversal('ICN2'), given.earlier, 2],
    ['of the payment that REF*F8 names', reversal('ICN9', ['REF*F8*ICN2']), given.earlier, 2],
    ['of the payment with its amount', reversal('ICN9'), [second], 2],
    ['that is paid otherwise', reversal('ICN9'), [], 1],
    ['of no reversed payment', reversal('ICN2'), [{ ...second, state: 'reversed' as const }], 1],
  ])('%s', (_, payment, earlier, expected) => {
    expect(judge(payment, { ...given, earlier }).coverage).toBe(expected);
  });
});
