import { expect, test } from '@jest/globals';
import { guessNumbers } from '../../../domain/remittance/match-claim.ts';
import { matchLines } from '../../../domain/remittance/match-lines.ts';
import { samePayer } from '../../../domain/remittance/payer-name.ts';
import { isSamePatient } from '../../../domain/remittance/same-patient.ts';
import { aServicePayment } from '../builders.ts';
import { aClaim, judged, oneLine, owes, paid } from './eob.ts';

// One step to either side of what decides.

test('the member id of any coverage is enough', () => {
  const [coverage] = oneLine().coverages as [(typeof primary)['coverages'][number]];
  const claim = { ...oneLine(), coverages: [coverage, { ...coverage, memberId: 'OTHER1' }] };
  expect(isSamePatient({ memberId: 'OTHER1' }, claim)).toBe(true);
  expect(isSamePatient({ memberId: coverage.memberId }, claim)).toBe(true);
});

const primary = oneLine();

test('our line number may have spaces', () => {
  expect(matchLines(primary.lines, [aServicePayment({ lineId: ' 1 ' })])).toEqual(['1']);
});

test('zeros within a number are its own', () => {
  expect(guessNumbers('A00B1234').ids).toEqual(['A00B1234', 'A00B123', 'A00B12']);
});

test('a payer is known without its spaces', () => {
  expect(samePayer({ payerId: 'X', payerName: 'Demo Health Plan' }, { payerName: 'DEMOHEALTHPLAN' })).toBe(true);
});

test('a service has the day of its own line, not of another one', () => {
  const billed = aClaim([
    { lineId: '1', procedureCode: '99213', chargeAmountCents: 10_000 },
    { lineId: '2', procedureCode: '93000', chargeAmountCents: 10_000, serviceDate: '2026-11-08' },
  ]);
  const on = (line: string, day: string) =>
    judged(paid('SVC*HC:99213*100*80', `DTM*472*${day}`, 'CAS*CO*45*20', `REF*6R*${line}`), {
      billed,
      owed: owes({ 1: 100, 2: 100 }),
    });
  expect([on('1', '20261106'), on('2', '20261108')].flat()).not.toContain('other-date');
  expect(on('1', '20261108')).toEqual(['other-date']);
  expect(on('2', '20261106')).toEqual(['other-date']);
});

test('a payment of nothing is no part of a claim', () => {
  expect(judged(paid('CLP*H4CASE01*1*0*0**12*ICN1', 'CAS*CO*45*0'))).toEqual(['charge-differs']);
});

test('a part of a claim has no service that is not billed', () => {
  const segments = ['SVC*HC:99213*100*80', 'CAS*CO*45*20', 'SVC*HC:99499*0*0'];
  const payment = paid('CLP*H4CASE01*1*100*80**12*ICN1', ...segments);
  expect(judged(payment, { billed: aClaim(), owed: owes({ 1: 100, 2: 50 }) })).toEqual(['charge-differs']);
});

test('a line without a charge, and lines that share the contractual amount, are no full contractual adjustment', () => {
  const lines = (charge: number) => [
    { lineId: '1', procedureCode: '99213', chargeAmountCents: 10_000 },
    { lineId: '2', procedureCode: '93000', chargeAmountCents: charge },
  ];
  expect(judged(paid(), { billed: aClaim(lines(0)) })).toEqual(['1 paid 80.00', '1 contractual 20.00']);
  const halves = ['SVC*HC:99213*100*50', 'CAS*CO*45*50', 'SVC*HC:93000*100*50', 'CAS*CO*45*50'];
  expect(
    judged(paid('CLP*H4CASE01*1*200*100**12*ICN1', ...halves), {
      billed: aClaim(lines(10_000)),
      owed: owes({ 1: 100, 2: 100 }),
    }),
  ).toEqual(['1 paid 50.00', '1 contractual 50.00', '2 paid 50.00', '2 contractual 50.00']);
});
