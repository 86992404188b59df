import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { judgePayment } from '../../../domain/remittance/judge-payment.ts';
import type { PaymentCase } from '../../../domain/remittance/payment-case.ts';
import { aCase, aClaim, judged, oneLine, owes, paid } from './eob.ts';

// Each payment is the text of an 835. The claim is one line of $100.00 on November 6, and the payer owes it.

const usual = ['1 paid 80.00', '1 contractual 20.00'];

const fits: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'the usual payment': [[], usual],
  'a patient share': [
    ['SVC*HC:99213*100*60**1', 'CAS*CO*45*20', 'CAS*PR*2*20', 'CLP*H4CASE01*1*100*60*20*12*ICN1*11*1'],
    ['1 paid 60.00', '1 contractual 20.00', '1 patient 20.00'],
  ],
  'a payment without services': [
    ['CLP*H4CASE01*1*100*80**12*ICN1*11*1', 'CAS*CO*45*20'],
    ['claim paid 80.00', 'claim contractual 20.00'],
  ],
  'a claim-level patient share beside a line': [
    [
      'CLP*H4CASE01*1*100*65*15*12*ICN1*11*1',
      'CAS*PR*1*15',
      'NM1*QC*1*ABARA*BRUNO',
      'SVC*HC:99213*100*80**1',
      'CAS*CO*45*20',
    ],
    ['claim paid -15.00', 'claim patient 15.00', ...usual],
  ],
  'a line that was paid as another procedure': [
    ['CLP*H4CASE01*1*100*60*20*12*ICN1*11*1', 'SVC*HC:99212*100*60**1*HC:99213*1', 'CAS*CO*45*20', 'CAS*PR*2*20'],
    ['1 paid 60.00', '1 contractual 20.00', '1 patient 20.00'],
  ],
  'sequestration and withheld money': [
    ['CLP*H4CASE01*1*100*75**12*ICN1', 'SVC*HC:99213*100*75', 'CAS*CO*253*1.6**104*20**105*3.4'],
    ['1 paid 75.00', '1 sequestration 1.60', '1 withheld 23.40'],
  ],
  'interest within the claim': [
    ['CLP*H4CASE01*1*100*85.12**12*ICN1', 'SVC*HC:99213*100*85.12', 'CAS*CO*45*20', 'CAS*CO*225*-5.12'],
    ['1 paid 85.12', '1 contractual 20.00', '1 interest -5.12'],
  ],
  'more than the charge': [
    ['CLP*H4CASE01*1*100*110**12*ICN1', 'SVC*HC:99213*100*110', 'CAS*OA*94*-10'],
    ['1 paid 110.00', '1 contractual -10.00'],
  ],
  'a payment to the patient': [
    ['CLP*H4CASE01*1*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*OA*100*80', 'CAS*CO*45*20'],
    ['1 contractual 20.00', '1 paid-to-patient 80.00'],
  ],
  'a denial': [['CLP*H4CASE01*4*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*197*100'], []],
  'a predetermination': [['CLP*H4CASE01*25*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*45*20', 'CAS*PR*1*80'], []],
  'interest that AMT*I attributes': [['AMT*I*5'], usual],
  'remark codes that nobody knows': [['SVC*HC:99213*100*80**1', 'CAS*CO*45*20', 'LQ*HE*N9999', 'LQ*HE*Z1'], usual],
  'twice the charge': [
    ['CLP*H4CASE01*1*100*200**12*ICN1', 'SVC*HC:99213*100*200', 'CAS*OA*94*-100'],
    ['1 paid 200.00', '1 contractual -100.00'],
  ],
};

test.each(Object.entries(fits))('%s is posted', (_, [segments, expected]) => {
  expect(judged(paid(...segments))).toEqual(expected);
});

const lump = 'CLP*H4CASE01*1*100*80**12*ICN1';
const misfits: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'another charge': [
    ['CLP*H4CASE01*1*130*80*30*12*ICN1', 'SVC*HC:99213*130*80', 'CAS*CO*45*20', 'CAS*PR*2*30'],
    ['charge-differs', 'over-charge'],
  ],
  'a charge that is off by a cent': [
    ['CLP*H4CASE01*1*100.01*80**12*ICN1', 'SVC*HC:99213*100.01*80', 'CAS*CO*45*20.01'],
    ['charge-differs', 'over-charge'],
  ],
  'a lump of another charge': [['CLP*H4CASE01*1*90*70**12*ICN1', 'CAS*CO*45*20'], ['charge-differs']],
  'a part of a line': [['CLP*H4CASE01*1*90*70**12*ICN1', 'SVC*HC:99213*90*70', 'CAS*CO*45*20'], ['charge-differs']],
  'another line than the claim has, with another charge': [
    ['CLP*H4CASE01*1*90*70**12*ICN1', 'SVC*HC:99499*90*70', 'CAS*CO*45*20'],
    ['charge-differs'],
  ],
  'another last name': [['NM1*QC*1*OTHER*BRUNO'], ['other-patient']],
  'another day of service': [['SVC*HC:99213*100*80**1', 'DTM*472*20261105', 'CAS*CO*45*20'], ['other-date']],
  'a claim that begins on another day': [[lump, 'CAS*CO*45*20', 'DTM*232*20261105'], ['other-date']],
  'a claim that ends on another day': [[lump, 'CAS*CO*45*20', 'DTM*233*20261107'], ['other-date']],
  'a negative amount that was paid': [
    ['CLP*H4CASE01*1*100*-10**12*ICN1', 'SVC*HC:99213*100*-10', 'CAS*CO*45*110'],
    ['sign'],
  ],
  'a negative patient share': [
    ['CLP*H4CASE01*1*100*90**12*ICN1', 'SVC*HC:99213*100*90', 'CAS*CO*45*20', 'CAS*PR*2*-10'],
    ['sign'],
  ],
  'a negative contractual adjustment': [
    ['CLP*H4CASE01*1*100*110**12*ICN1', 'SVC*HC:99213*100*110', 'CAS*CO*45*-10'],
    ['sign'],
  ],
  'interest that takes money': [
    ['CLP*H4CASE01*1*100*75**12*ICN1', 'SVC*HC:99213*100*75', 'CAS*CO*45*20', 'CAS*CO*225*5'],
    ['sign'],
  ],
  'a denial that pays': [['CLP*H4CASE01*4*100*80**12*ICN1'], ['status']],
  'a claim of another payer that is paid': [['CLP*H4CASE01*23*100*80**12*ICN1'], ['status']],
  'a predetermination that pays': [['CLP*H4CASE01*25*100*80**12*ICN1'], ['status']],
  'a patient total that differs': [['CLP*H4CASE01*1*100*80*30*12*ICN1'], ['sums']],
  'an absurd amount': [
    ['CLP*H4CASE01*1*100*9999999999.99**12*ICN1', 'SVC*HC:99213*100*9999999999.99', 'CAS*OA*94*-9999999899.99'],
    ['implausible'],
  ],
  'a cent more than twice the charge': [
    ['CLP*H4CASE01*1*100*200.01**12*ICN1', 'SVC*HC:99213*100*200.01', 'CAS*OA*94*-100.01'],
    ['implausible'],
  ],
  'a reason that does not exist': [['SVC*HC:99213*100*80**1', 'CAS*PR*999*20'], ['unknown-code']],
  'a line that the contract takes whole': [
    ['CLP*H4CASE01*1*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*45*100'],
    ['full-contractual'],
  ],
  'a line that the contract and a withhold take whole': [
    ['CLP*H4CASE01*1*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*45*60', 'CAS*CO*253*10', 'CAS*CO*104*30'],
    ['full-contractual'],
  ],
  'a claim that the contract takes whole': [['CLP*H4CASE01*1*100*0**12*ICN1', 'CAS*CO*59*100'], ['full-contractual']],
};

test.each(Object.entries(misfits))('%s is asked about', (_, [segments, expected]) => {
  expect(judged(paid(...segments))).toEqual(expected);
});

test('a finding says the amounts and days, and no names', () => {
  const sentences = (payment: ReturnType<typeof paid>, change: Partial<PaymentCase> = {}): string => {
    const judgment = judgePayment(aCase(payment, change));
    return judgment.kind === 'exception' ? judgment.findings.map(({ sentence }) => sentence).join('; ') : '';
  };
  expect(sentences(paid('CLP*H4CASE01*1*130*80**12*ICN1', 'CAS*CO*45*50'))).toBe(
    'the payer says that the claim is $130.00, and $100.00 was billed; ' +
      'payment and adjustments of the claim are $130.00, and the payer owes $100.00',
  );
  expect(sentences(paid('NM1*QC*1*OTHER*BRUNO'))).not.toMatch(/OTHER|BRUNO|Abara/);
  const late = { ...aCase(paid()).remittance, paidOn: isoDate('2027-01-01') };
  expect(sentences(paid(), { remittance: late })).toBe(
    'its payment day 2027-01-01 is not between the service on 2026-11-06 and 2026-12-28',
  );
  const other = paid('SVC*HC:99213*100*80**1', 'DTM*472*20261105', 'CAS*CO*45*20');
  expect(sentences(other)).toContain('a service on 2026-11-05, and the claim is about 2026-11-06');
  expect(sentences(paid('CLP*H4CASE01*1*100*80*30*12*ICN1'))).toContain('is $30.00, but the PR adjustments are $0.00');
  const half = paid('CLP*H4CASE01*1*100*80**12*ICN1', 'SVC*HC:99213*90*70', 'CAS*CO*45*20', 'SVC*HC:99214*10*10');
  expect(sentences(half)).toContain('the payer says that line 1 is $90.00, and $100.00 was billed');
  const interest = paid('CLP*H4CASE01*1*100*85**12*ICN1', 'SVC*HC:99213*100*85', 'CAS*CO*45*20', 'CAS*CO*225*-5');
  expect(sentences(interest, { remittance: { ...late, paidOn: isoDate('2026-11-27'), hasInterest: true } })).toBe(
    'interest of $5.00 is within the claim and in PLB L6, too',
  );
});

describe('the day of the payment', () => {
  test.each([
    ['2026-11-05', ['day-out-of-range']],
    ['2026-11-06', usual],
    ['2026-12-28', usual],
    ['2026-12-29', ['day-out-of-range']],
    ['2062-01-01', ['day-out-of-range']],
  ])('%s', (day, expected) => {
    const remittance = { ...aCase(paid()).remittance, paidOn: isoDate(day) };
    expect(judged(paid(), { remittance })).toEqual(expected);
  });
});

test('interest is posted from the claim only if no PLB pays it', () => {
  const payment = paid('CLP*H4CASE01*1*100*85**12*ICN1', 'SVC*HC:99213*100*85', 'CAS*CO*45*20', 'CAS*CO*225*-5');
  const remittance = { ...aCase(payment).remittance, hasInterest: true };
  expect(judged(payment, { remittance })).toEqual(['interest-twice']);
  expect(judged(paid(), { remittance })).toEqual(usual);
});

test('a capitated contract takes a line whole; without one it is denied', () => {
  const payment = paid('CLP*H4CASE01*1*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*24*100');
  expect(judged(payment, { context: { coverage: 1, isCapitated: true } })).toEqual(['1 capitation 100.00']);
  expect(judged(payment)).toEqual([]);
});

test('a quality code of a cent is posted, and one of more than a dollar is denied', () => {
  const billed = aClaim([
    { lineId: '1', procedureCode: '99213', chargeAmountCents: 10_000 },
    { lineId: '2', procedureCode: '3074F', chargeAmountCents: 1 },
  ]);
  const owed = owes({ 1: 100, 2: 0.01 });
  const cent = paid(
    'CLP*H4CASE01*1*100.01*80**12*ICN1',
    ...['SVC*HC:99213*100*80', 'CAS*CO*45*20', 'SVC*HC:3074F*.01*0', 'CAS*CO*246*.01'],
  );
  expect(judged(cent, { billed, owed })).toEqual([...usual, '2 quality-code 0.01']);
  const much = paid('CLP*H4CASE01*1*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*246*100');
  expect(judged(much)).toEqual([]);
});

describe('a secondary payer', () => {
  const payment = paid('CLP*H4CASE01*2*100*15**12*ICN2', 'SVC*HC:99213*100*15', 'CAS*OA*23*80', 'CAS*PR*2*5');

  test('says what the primary paid, and that is not posted again', () => {
    const context = { coverage: 2, isCapitated: false } as const;
    expect(judged(payment, { context, owed: owes({ 1: 20 }) })).toEqual(['1 paid 15.00', '1 patient 5.00']);
    expect(judged(payment, { context, owed: owes({ 1: 19.99 }) })).toEqual(['over-charge']);
    expect(judged(payment, { context, owed: owes({}) })).toEqual(['over-charge']);
  });

  test('is the primary if nobody paid before: what it calls paid by others stays denied', () => {
    expect(judged(payment)).toEqual(['1 paid 15.00', '1 patient 5.00']);
  });
});

describe('over the charge', () => {
  test('a second payment without a reversal is asked about', () => {
    expect(judged(paid(), { owed: owes({ 1: 0 }) })).toEqual(['over-charge']);
    expect(judged(paid(), { owed: owes({ 1: 99.99 }) })).toEqual(['over-charge']);
  });

  test('a line is not paid from what another line owes', () => {
    const billed = aClaim();
    const payment = paid('CLP*H4CASE01*1*100*80**12*ICN1', 'SVC*HC:99213*100*80', 'CAS*CO*45*20');
    expect(judged(payment, { billed, owed: owes({ 1: 60, 2: 50 }) })).toEqual(['over-charge']);
    expect(judged(payment, { billed, owed: owes({ 1: 100, 2: 50 }) })).toEqual(usual);
    expect(judged(payment, { billed, owed: owes({ 1: 100, '': -50 }) })).toEqual(['over-charge']);
  });

  test('nothing is asked when nothing moves, although the payer owes less than nothing', () => {
    const denial = paid('CLP*H4CASE01*4*100*0**12*ICN1', 'SVC*HC:99213*100*0', 'CAS*CO*197*100');
    expect(judged(denial, { owed: owes({ 1: -20 }) })).toEqual([]);
  });
});

describe('a split claim', () => {
  const billed = aClaim();
  const owed = owes({ 1: 100, 2: 50 });

  test('has whole lines in each part', () => {
    const part = paid('CLP*H4CASE01*1*50*0**12*PARTA', 'SVC*HC:93000*50*0', 'CAS*CO*16*50', 'LQ*HE*M20');
    expect(judged(part, { billed, owed })).toEqual([]);
    expect(judged(paid(), { billed, owed })).toEqual(usual);
  });

  test('is asked about when its charge is neither the claim nor whole lines', () => {
    const odd = paid('CLP*H4CASE01*1*120*100**12*PARTA', 'SVC*HC:99213*100*80', 'CAS*CO*45*20', 'SVC*HC:99499*20*20');
    expect(judged(odd, { billed, owed })).toEqual(['charge-differs']);
    const lumpOfLine = paid('CLP*H4CASE01*1*100*80**12*PARTA', 'CAS*CO*45*20');
    expect(judged(lumpOfLine, { billed, owed })).toEqual(['charge-differs']);
  });

  test('may have a line that the payer splits', () => {
    const split = paid(
      'CLP*H4CASE01*1*100*80**12*ICN1',
      ...['SVC*HC:99213*60*50', 'CAS*CO*45*10', 'SVC*HC:99213*40*30', 'CAS*CO*45*10'],
    );
    expect(judged(split)).toEqual(usual);
  });
});

test('a claim of several days takes a service on each of them', () => {
  const billed = aClaim([
    { lineId: '1', procedureCode: '99213', chargeAmountCents: 10_000, serviceDateTo: '2026-11-08' },
  ]);
  const on = (day: string) => paid('SVC*HC:99213*100*80', `DTM*472*${day}`, 'CAS*CO*45*20');
  expect(judged(on('20261108'), { billed })).toEqual(usual);
  expect(judged(on('20261109'), { billed })).toEqual(['other-date']);
  expect(
    judged(paid('SVC*HC:99213*100*80', 'DTM*150*20261107', 'DTM*151*20261108', 'CAS*CO*45*20'), { billed }),
  ).toEqual(usual);
  const unlike = paid('SVC*HC:99499*100*80', 'DTM*472*20261109', 'CAS*CO*45*20');
  expect(judged(unlike, { billed: oneLine() })).toEqual(['other-date']);
});
