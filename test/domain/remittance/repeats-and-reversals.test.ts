import { describe, expect, test } from '@jest/globals';
import { judged, paid, posted } from './eob.ts';

// Payments that repeat, contradict or reverse a stored payment of $80.00 for a line of $100.00.

const usual = ['1 paid 80.00', '1 contractual 20.00'];

describe('a repeat', () => {
  const again = posted(paid(), { traceNumber: 'T1' });

  test('has payer, trace number, control number, status and amounts of a stored payment', () => {
    expect(judged(paid(), { earlier: [again] })).toEqual(['repeat']);
    expect(judged(paid(), { earlier: [{ ...again, remittanceId: '1' }] })).toEqual(['repeat']);
    for (const state of ['reversed', 'exception', 'refused'] as const)
      expect(judged(paid(), { earlier: [{ ...again, state }] })).toEqual(['repeat']);
  });

  test('is judged by the amounts, not by names and line numbers', () => {
    const renamed = paid('NM1*QC*1*ABARA*B', 'SVC*HC:99213*100*80**1', 'DTM*472*20261106', 'CAS*CO*45*20', 'REF*6R*1');
    expect(judged(renamed, { earlier: [again] })).toEqual(['repeat']);
  });

  test.each([
    ['another payer', { originatorId: '1999999999' }],
    ['another trace number', { traceNumber: 'T0' }],
  ])('is not one from %s', (_, change) => {
    expect(judged(paid(), { earlier: [{ ...again, ...change }] })).toEqual(usual);
  });

  test('is not one with another control number in a split remittance', () => {
    expect(judged(paid('CLP*H4CASE01*1*100*80**12*ICN2'), { earlier: [again] })).toEqual(usual);
  });

  test('of other amounts with the same numbers is a contradiction', () => {
    const other = paid('CLP*H4CASE01*1*100*70**12*ICN1', 'SVC*HC:99213*100*70', 'CAS*CO*45*30');
    expect(judged(other, { earlier: [again] })).toEqual(['trace-reused']);
    expect(judged(other, { earlier: [{ ...again, traceNumber: 'T0' }] })).toHaveLength(2);
  });

  test.each([
    ['line', ['SVC*HC:99213*100*80', 'CAS*CO*45*15', 'CAS*CO*253*5']],
    ['claim', ['CLP*H4CASE01*1*100*80**12*ICN1', 'CAS*CO*45*20']],
  ])('with other adjustments of the %s is a contradiction', (_, segments) => {
    expect(judged(paid(...segments), { earlier: [again] })).toEqual(['trace-reused']);
  });

  test('a reversal with the same numbers is none', () => {
    const reversal = paid('CLP*H4CASE01*22*-100*-80**12*ICN1', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20');
    expect(judged(reversal, { earlier: [again] })).toEqual(['1 paid -80.00', '1 contractual -20.00', 'reverses 7']);
  });
});

describe('a reversal', () => {
  const reversal = paid('CLP*H4CASE01*22*-100*-80**12*ICN1', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20');
  const back = ['1 paid -80.00', '1 contractual -20.00', 'reverses 7'];

  test('mirrors the posted payment with its control number, whatever came later', () => {
    const later = posted(paid('CLP*H4CASE01*1*100*80**12*ICN2'), { id: '8' });
    expect(judged(reversal, { earlier: [posted(paid()), later] })).toEqual(back);
    expect(judged(reversal, { earlier: [later, posted(paid())] })).toEqual(back);
  });

  test('names the payment by REF*F8', () => {
    const byReference = paid(
      'CLP*H4CASE01*22*-100*-80**12*ICN9',
      ...['REF*F8*ICN1', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20'],
    );
    const other = posted(paid('CLP*H4CASE01*1*100*80**12*ICN2'), { id: '8' });
    expect(judged(byReference, { earlier: [other, posted(paid())] })).toEqual(back);
  });

  test('is found by its amounts if no number is known, and asked about if several payments have them', () => {
    const unnumbered = paid('CLP*H4CASE01*22*-100*-80**12*ICN9', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20');
    expect(judged(unnumbered, { earlier: [posted(paid())] })).toEqual(back);
    const other = posted(paid('CLP*H4CASE01*1*100*80**12*ICN2'), { id: '8' });
    expect(judged(unnumbered, { earlier: [posted(paid()), other] })).toEqual(['reversal-differs']);
    const same = posted(paid(), { id: '8' });
    expect(judged(unnumbered, { earlier: [posted(paid()), same] })).toEqual(back);
  });

  test.each([
    ['nothing', []],
    ['a payment that is reversed', [posted(paid(), { state: 'reversed' as const })]],
    ['an exception', [posted(paid(), { state: 'exception' as const })]],
    ['another reversal', [posted(reversal)]],
    [
      'other amounts under another number',
      [posted(paid('CLP*H4CASE01*1*100*70**12*ICN2', 'SVC*HC:99213*100*70', 'CAS*CO*45*30'))],
    ],
  ])('of %s is asked about', (_, earlier) => {
    expect(judged(reversal, { earlier })).toEqual(['reversal-without-original']);
  });

  test('that lumps the patient share into another amount is asked about', () => {
    const shared = paid('CLP*H4CASE01*1*100*60*20*12*ICN1', 'SVC*HC:99213*100*60', 'CAS*CO*45*20', 'CAS*PR*2*20');
    const lumped = paid('CLP*H4CASE01*22*-100*-60**12*ICN1', 'SVC*HC:99213*-100*-60', 'CAS*CO*45*-40');
    expect(judged(lumped, { earlier: [posted(shared)] })).toEqual(['reversal-differs']);
  });

  test('of another charge with the same movements is asked about', () => {
    const denied = posted(paid('CLP*H4CASE01*4*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*197*100'));
    const other = paid('CLP*H4CASE01*22*-90*0**12*ICN1', 'SVC*HC:99213*-90*0', 'CAS*CO*197*-90');
    expect(judged(other, { earlier: [denied] })).toEqual(['reversal-differs']);
    const right = paid('CLP*H4CASE01*22*-100*0**12*ICN1', 'SVC*HC:99213*-100*0', 'CAS*CO*197*-100');
    expect(judged(right, { earlier: [denied] })).toEqual(['reverses 7']);
  });

  test('with a positive amount, or of another patient, is asked about although it mirrors', () => {
    const plus = paid('CLP*H4CASE01*22*100*80**12*ICN1', 'SVC*HC:99213*100*80', 'CAS*CO*45*20');
    expect(judged(plus, { earlier: [posted(paid())] })).toContain('sign');
    const interest = paid(
      'CLP*H4CASE01*22*-100*-85**12*ICN1',
      'SVC*HC:99213*-100*-85',
      'CAS*CO*45*-20',
      'CAS*CO*225*5',
    );
    expect(judged(interest, { earlier: [posted(paid())] })).toEqual(['reversal-differs']);
    const other = paid(
      'CLP*H4CASE01*22*-100*-80**12*ICN1',
      ...['NM1*QC*1*OTHER*BRUNO', 'SVC*HC:99213*-100*-80', 'CAS*CO*45*-20'],
    );
    expect(judged(other, { earlier: [posted(paid())] })).toEqual(['other-patient']);
  });
});
