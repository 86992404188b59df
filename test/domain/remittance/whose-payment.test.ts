import { describe, expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { coveragePaid } from '../../../domain/remittance/coverage-paid.ts';
import { fitsClaim, guessNumbers } from '../../../domain/remittance/match-claim.ts';
import { samePayer } from '../../../domain/remittance/payer-name.ts';
import { isSamePatient } from '../../../domain/remittance/same-patient.ts';
import { oneLine, paid, paymentOf } from './eob.ts';

// Which patient, claim and coverage a payment is about.

describe('the patient', () => {
  const claim = { ...oneLine(), lastName: "O'Brien-Núñez", firstName: 'Mary' };
  const id = 'W123456789';

  test.each([
    ['nobody', undefined, true],
    ['a first name alone', { firstName: 'ZOE' }, true],
    ['the name in capital letters', { lastName: 'OBRIEN NUNEZ', firstName: 'MARY' }, true],
    ['a last name alone', { lastName: 'OBRIENNUNEZ' }, true],
    ['a cut last name', { lastName: 'OBR', firstName: 'MARY' }, true],
    ['too little of a last name', { lastName: 'OB', firstName: 'MARY' }, false],
    ['an initial', { lastName: 'OBRIENNUNEZ', firstName: 'M' }, true],
    ['a longer first name', { lastName: 'OBRIENNUNEZ', firstName: 'MARY ANN' }, true],
    ['an empty first name', { lastName: 'OBRIENNUNEZ', firstName: '-' }, false],
    ['another first name', { lastName: 'OBRIENNUNEZ', firstName: 'JOHN' }, false],
    ['another last name', { lastName: 'SMITH', firstName: 'MARY' }, false],
    ['another last name with the member id', { lastName: 'SMITH', firstName: 'MARY', memberId: id }, true],
    ['a member of the family', { lastName: 'OBRIENNUNEZ', firstName: 'JOHN', memberId: id }, false],
    ['the member id alone', { memberId: 'w-123456789' }, true],
    ['another member id alone', { memberId: 'W1' }, false],
    ['the name with another member id', { lastName: 'OBRIENNUNEZ', firstName: 'MARY', memberId: 'W1' }, true],
  ])('%s', (_, named, expected) => {
    expect(isSamePatient(named, claim)).toBe(expected);
  });
});

describe('a control number that is no claim', () => {
  test.each([
    ['in small letters', 'h4case20a', 'H4CASE20A'],
    ['padded with zeros', '000H4CASE20A', 'H4CASE20A'],
    ['padded with spaces', 'H4CASE20A   ', 'H4CASE20A'],
    ['with a suffix', 'H4CASE20A-01', 'H4CASE20A'],
    ['with zeros and a suffix', '00H4CASE20A01', 'H4CASE20A'],
    ['with punctuation', 'H4-CASE-20A', 'H4CASE20A'],
    ['of zeros that are its own', '00A1B2C3', '00A1B2C3'],
  ])('%s', (_, given, expected) => {
    expect(guessNumbers(given).ids).toContain(expected);
  });

  test('is compared by its beginning if it is long enough', () => {
    expect(guessNumbers('h4case').beginning).toBe('H4CASE');
    expect(guessNumbers('h4cas').beginning).toBeUndefined();
    expect(guessNumbers('H4CASE2').ids).toEqual(['H4CASE2', 'H4CASE']);
    expect(guessNumbers('0')).toEqual({ ids: ['0'], beginning: undefined });
    expect(guessNumbers(' ')).toEqual({ ids: [], beginning: undefined });
  });

  const lump = (...others: readonly string[]) => paymentOf('CLP*h4case01*1*100*80**12*ICN1', 'CAS*CO*45*20', ...others);
  const name = 'NM1*QC*1*ABARA*BRUNO';

  test.each([
    ['patient, day and charge', lump(name, 'DTM*232*20261106'), true],
    ['a day of its line', paid(), true],
    ['a reversal', paid('CLP*H4CASE01*22*-100*-80**12*I', 'SVC*HC:99213*-100*-80', 'DTM*472*20261106'), true],
    ['no name', lump('DTM*232*20261106'), false],
    ['a member id alone', lump('NM1*QC*1******MI*W123456789', 'DTM*232*20261106'), false],
    ['another name', lump('NM1*QC*1*OTHER*BRUNO', 'DTM*232*20261106'), false],
    ['no day', lump(name), false],
    ['an earlier day', lump(name, 'DTM*232*20261105'), false],
    ['a later last day', lump(name, 'DTM*232*20261106', 'DTM*233*20261107'), false],
    ['another charge', paid('CLP*H4CASE01*1*90*70**12*I'), false],
  ])('fits with %s', (_, payment, expected) => {
    expect(fitsClaim(payment, oneLine())).toBe(expected);
  });
});

describe('the payer', () => {
  const coverage = { payerId: 'DEMO1', payerName: 'Demo Health Plan' };

  test.each([
    ['the name', { payerName: 'DEMO HEALTH-PLAN' }, true],
    ['the id', { payerName: 'DEMO, INC.', payerId: 'demo1' }, true],
    ['another name', { payerName: 'DEMO HEALTH' }, false],
    ['another id', { payerName: 'DEMO', payerId: 'DEMO2' }, false],
  ])('is known by %s', (_, remitter, expected) => {
    expect(samePayer(coverage, remitter)).toBe(expected);
  });
});

describe('the coverage', () => {
  const coverages = ['Alpha', 'Beta', 'Gamma'].map((payerName) => ({ payerId: payerName, payerName, memberId: 'W1' }));
  const owes = (...dollars: readonly number[]) => dollars.map((one) => cents(one * 100));
  const unknown = { payerName: 'CLEARINGHOUSE' };

  test.each([
    ['1', 1],
    ['19', 1],
    ['2', 2],
    ['20', 2],
    ['3', 3],
    ['21', 3],
  ])('is named by status %s', (statusCode, expected) => {
    expect(coveragePaid({ statusCode }, { coverages }, unknown, owes(0, 0, 0))).toBe(expected);
  });

  test('is the payer that sent it, if the status names another one', () => {
    expect(coveragePaid({ statusCode: '1' }, { coverages }, { payerName: 'BETA' }, owes(100, 0, 0))).toBe(2);
    expect(coveragePaid({ statusCode: '2' }, { coverages }, { payerName: 'BETA' }, owes(100, 0, 0))).toBe(2);
  });

  test('of several of one payer is the stated one, else the one that owes, else the first', () => {
    const twice = [...coverages.slice(0, 2), { ...coverages[1], memberId: 'W2' } as (typeof coverages)[number]];
    const beta = { payerName: 'BETA' };
    expect(coveragePaid({ statusCode: '3' }, { coverages: twice }, beta, owes(0, 5, 5))).toBe(3);
    expect(coveragePaid({ statusCode: '4' }, { coverages: twice }, beta, owes(9, 0, 5))).toBe(3);
    expect(coveragePaid({ statusCode: '4' }, { coverages: twice }, beta, owes(9, 0, 0))).toBe(2);
  });

  test('is the first that owes if neither status nor payer tell, and the primary otherwise', () => {
    expect(coveragePaid({ statusCode: '4' }, { coverages }, unknown, owes(0, 5, 5))).toBe(2);
    expect(coveragePaid({ statusCode: '22' }, { coverages }, unknown, owes(-5, 0, 0))).toBe(1);
    expect(coveragePaid({ statusCode: '2' }, { coverages: coverages.slice(0, 1) }, unknown, owes(5))).toBe(1);
    expect(coveragePaid({ statusCode: '1' }, { coverages: [] }, unknown, [])).toBe(1);
  });
});
