import { describe, expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { type OpenAdjustment, providerPostings, wordsOf } from '../../../domain/remittance/provider-adjustments.ts';
import { adviceOf } from './eob.ts';

const mark = (word: string): string => `#${word}`;

/** How the PLB pairs of a remittance with these claims are posted; `bpr` is its payment. */
function postings(
  plb: string,
  { claims = [], open = [], bpr = '0' }: { claims?: readonly string[]; open?: readonly OpenAdjustment[]; bpr?: string },
) {
  return providerPostings(adviceOf(['LX*1', ...claims, `PLB*1999999984*20261231*${plb}`], bpr), open, mark);
}

/** The accounts of the PLB pairs of a remittance with these claims; `bpr` is its payment. */
function accounts(
  plb: string,
  { claims = [], open = [], bpr = '0' }: { claims?: readonly string[]; open?: readonly OpenAdjustment[]; bpr?: string },
): readonly string[] {
  return postings(plb, { claims, open, bpr }).postings.map(({ account }) => account);
}

const reversal = ['CLP*H4CASE16*22*-100*-60**12*ICN9', 'CAS*CO*45*-40'];
const recoupments = (openCents: number, ...references: readonly string[]): OpenAdjustment => ({
  account: 'recoupments',
  id: references.join(),
  marks: references.map(mark),
  openCents: cents(openCents),
});

test('interest that the payer pays is income; interest that it takes back is asked about', () => {
  expect(accounts('L6:ICN1*-5.12', {})).toEqual(['interest-income']);
  expect(accounts('L6*5.12', {})).toEqual(['unapplied']);
  expect(accounts('L6*0', {})).toEqual(['unapplied']);
});

test.each(['CS', '72', 'AM', 'J1', 'CT', '50'])('%s is asked about', (code) => {
  expect(accounts(`${code}:ADJ*-25`, {})).toEqual(['unapplied']);
  expect(accounts(`${code}:ADJ*25`, { open: [recoupments(2500, 'ADJ')] })).toEqual(['unapplied']);
});

describe('a recovery that is postponed', () => {
  test.each([
    ['the payer’s control number', 'WO:ICN9*-60'],
    ['our number', 'WO:H4CASE16*-60'],
    ['one of several words', 'WO:20261127 ICN9*-60'],
    ['a part of the amount', 'WO:ICN9*-59.99'],
  ])('belongs to the reversal with %s', (_, plb) => {
    expect(accounts(plb, { claims: reversal })).toEqual(['recoupments']);
  });

  test('belongs to the payment that the reversal names by REF*F8', () => {
    const claims = [...reversal, 'REF*F8*ICN0'];
    expect(accounts('WO:ICN0*-60', { claims })).toEqual(['recoupments']);
  });

  test.each([
    ['another reference', 'WO:X*-60', reversal],
    ['no reference', 'WO*-60', reversal],
    ['a cent more', 'WO:ICN9*-60.01', reversal],
    ['no reversal', 'WO:ICN9*-60', ['CLP*H4CASE16*1*100*60**12*ICN9', 'CAS*CO*45*40']],
  ])('is asked about with %s', (_, plb, claims) => {
    expect(accounts(plb, { claims })).toEqual(['unapplied']);
  });

  test('takes what is left of the reversal', () => {
    expect(accounts('WO:ICN9*-40*WO:ICN9*-20*WO:ICN9*-.01', { claims: reversal })).toEqual([
      ...['recoupments', 'recoupments', 'unapplied'],
    ]);
  });
});

describe('a recovery', () => {
  test('takes what was postponed under its reference, in one or more parts', () => {
    const open = [recoupments(6000, 'ICN9')];
    expect(accounts('WO:ICN9*60', { open })).toEqual(['recoupments']);
    expect(accounts('WO:ICN9*40*WO:ICN9*20*WO:ICN9*.01', { open })).toEqual([
      'recoupments',
      'recoupments',
      'unapplied',
    ]);
  });

  test.each([
    ['nothing open', []],
    ['another reference', [recoupments(6000, 'ICN8')]],
    ['less open', [recoupments(5999, 'ICN9')]],
    ['another account', [{ ...recoupments(6000, 'ICN9'), account: 'forwarding-balance' as const }]],
  ])('is asked about with %s', (_, open) => {
    expect(accounts('WO:ICN9*60', { open })).toEqual(['unapplied']);
  });

  test('in the same remittance takes what was postponed there', () => {
    expect(accounts('WO:ICN9*-60*WO:ICN9*60', { claims: reversal })).toEqual(['recoupments', 'recoupments']);
    expect(accounts('WO:ICN9*-60*WO:ICN9*60.01', { claims: reversal })).toEqual(['recoupments', 'unapplied']);
    expect(accounts('WO:ICN9*-60*FB:ICN9*60', { claims: reversal })).toEqual(['recoupments', 'unapplied']);
  });
});

describe('a balance that is moved forward', () => {
  test('leaves a remittance without a payment, and is taken by its reference', () => {
    expect(accounts('FB:1001*-60', {})).toEqual(['forwarding-balance']);
    expect(accounts('FB:1001*-60', { bpr: '1' })).toEqual(['unapplied']);
    const open = [{ ...recoupments(6000, '1001'), account: 'forwarding-balance' as const }];
    expect(accounts('FB:1001*60', { open, bpr: '20' })).toEqual(['forwarding-balance']);
    expect(accounts('FB:1002*60', { open, bpr: '20' })).toEqual(['unapplied']);
  });
});

test('what was postponed waits under the words of its reference and the numbers of the reversal', () => {
  const made = postings('WO:20261127 AB12*-60*WO:ICN9*-.01', {
    claims: reversal.with(0, `${reversal[0]}`.replace('ICN9', 'AB12')),
  });
  expect(made.postings).toEqual([
    { account: 'recoupments', marks: ['#20261127AB12', '#20261127', '#AB12', '#H4CASE16'], openCents: 6000 },
    { account: 'unapplied', marks: ['#ICN9'], openCents: 0 },
  ]);
  expect(made.taken).toEqual([]);
});

test('what is taken is taken from the first that has it', () => {
  const open = [recoupments(1000, 'ICN9'), recoupments(6000, 'ICN8', 'ICN9'), recoupments(500, 'ICN7')];
  const made = postings('WO:ICN9*40*WO:ICN7*5*WO:ICN9*10', { open });
  expect(made.taken).toEqual([
    { id: 'ICN9', amountCents: 1000 },
    { id: 'ICN8,ICN9', amountCents: 4000 },
    { id: 'ICN7', amountCents: 500 },
  ]);
  expect(made.postings.map(({ openCents }) => openCents)).toEqual([0, 0, 0]);
  expect(postings('WO:ICN9*-60*WO:ICN9*20', { claims: reversal }).postings.map(({ openCents }) => openCents)).toEqual([
    ...[4000, 0],
  ]);
});

test('a reference is its text without punctuation, and its words of four letters and more', () => {
  expect(wordsOf('ab-12/ICN9 x')).toEqual(['AB12ICN9X', 'ICN9']);
  expect(wordsOf('P1')).toEqual(['P1']);
  expect(wordsOf('ICN9')).toEqual(['ICN9']);
  expect(wordsOf(' -')).toEqual([]);
  expect(wordsOf()).toEqual([]);
});
