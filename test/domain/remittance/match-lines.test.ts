import { expect, test } from '@jest/globals';
import { matchLines } from '../../../domain/remittance/match-lines.ts';
import { aClaim, paymentOf } from './eob.ts';

/** The lines of services, written "SVC|DTM|..." each. */
function matched(lines: readonly object[], ...services: readonly string[]): readonly string[] {
  const payment = paymentOf('CLP*A1*1*100*80**12*I', ...services.flatMap((service) => service.split('|')));
  return matchLines(aClaim(lines).lines, payment.services);
}

const a = { lineId: 'a', procedureCode: '99213' };
const b = { lineId: 'b', procedureCode: '99213' };
const c = { lineId: 'c', procedureCode: '93000' };

test('by our line number, whatever else the payer says', () => {
  expect(matched([a, c], 'SVC*HC:93000*1*0|REF*6R*a', 'SVC*HC:99213*1*0|REF*6R*c')).toEqual(['a', 'c']);
  expect(matched([a], 'SVC*HC:99213*1*0|REF*6R*a ')).toEqual(['a']);
});

test('by the procedure if the line number is none of ours', () => {
  expect(matched([a, c], 'SVC*HC:93000*1*0|REF*6R*9')).toEqual(['c']);
});

test('a line that its number names is not taken by another service', () => {
  expect(matched([a, b], 'SVC*HC:99213*1*0', 'SVC*HC:99213*1*0|REF*6R*a')).toEqual(['b', 'a']);
});

test('by the procedure as billed before the one that was paid', () => {
  expect(matched([a, c], 'SVC*HC:93000*1*0**1*HC:99213')).toEqual(['a']);
  expect(matched([a, c], 'SVC*HC:93000*1*0**1*HC:99215')).toEqual(['c']);
});

test('to no line if no procedure is the same', () => {
  expect(matched([a, c], 'SVC*HC:99999*1*0', 'SVC*HC:93000*1*0')).toEqual(['', 'c']);
});

test('modifiers tell lines apart, in any order', () => {
  const left = { ...a, modifiers: ['LT', '59'] };
  const right = { ...b, modifiers: ['RT'] };
  expect(matched([left, right], 'SVC*HC:99213:RT*1*0', 'SVC*HC:99213:59:LT*1*0')).toEqual(['b', 'a']);
  expect(matched([left, right], 'SVC*HC:99213*1*0', 'SVC*HC:99213:LT:59*1*0')).toEqual(['b', 'a']);
});

test('units tell lines apart, as billed before as paid', () => {
  const two = { ...b, units: 2 };
  expect(matched([a, two], 'SVC*HC:99213*200*0**2')).toEqual(['b']);
  expect(matched([a, two], 'SVC*HC:99213*200*0**1**2')).toEqual(['b']);
  expect(matched([a, two], 'SVC*HC:99213*200*0**1')).toEqual(['a']);
});

test('the charge tells lines apart, before units that were cut and before modifiers', () => {
  const dear = { ...b, units: 2, chargeAmountCents: 30_000 };
  expect(matched([a, dear], 'SVC*HC:99213*300*0**1')).toEqual(['b']);
  expect(matched([a, dear], 'SVC*HC:99213:25*300*0**2')).toEqual(['b']);
  expect(matched([a, dear], 'SVC*HC:99213*-300*0**2')).toEqual(['b']);
});

test('modifiers count more than the charge', () => {
  const dear = { ...b, chargeAmountCents: 30_000, modifiers: ['25'] };
  expect(matched([a, dear], 'SVC*HC:99213:25*200*0')).toEqual(['b']);
});

test('the day tells lines apart, within the days of a line', () => {
  const later = { ...b, serviceDate: '2026-11-08', serviceDateTo: '2026-11-10' };
  for (const day of ['20261108', '20261110'])
    expect(matched([a, later], `SVC*HC:99213*1*0|DTM*472*${day}`)).toEqual(['b']);
  for (const day of ['20261107', '20261111'])
    expect(matched([a, later], `SVC*HC:99213*1*0|DTM*472*${day}`)).toEqual(['']);
});

test('equal lines are taken in order, and more services share the first', () => {
  const service = 'SVC*HC:99213*1*0';
  expect(matched([a, b], service, service)).toEqual(['a', 'b']);
  expect(matched([a, b], service, service, service)).toEqual(['a', 'b', 'a']);
  expect(matched([a, { ...b, modifiers: ['25'] }], service, service, 'SVC*HC:99213:25*1*0')).toEqual(['a', 'a', 'b']);
});
