import { describe, expect, test } from '@jest/globals';
import { type AdjustmentContext, classOf, isKnownReason } from '../../../domain/remittance/adjustment-class.ts';
import { anAdjustment } from '../builders.ts';

const primary: AdjustmentContext = { coverage: 1, isCapitated: false };

test.each([
  ...['CO-42', 'CO-44', 'CO-45', 'CO-59', 'CO-94', 'OA-94', 'PI-94', 'CO-131', 'CO-137', 'CO-144', 'CO-172'].map(
    (code) => [code, 'contractual'],
  ),
  ...['CO-223', 'CO-237', 'CO-A2', 'CO-P12', 'CO-P23', 'CO-P24', 'CR-45'].map((code) => [code, 'contractual']),
  ['CO-253', 'sequestration'],
  ['CO-104', 'withheld'],
  ['CO-105', 'withheld'],
  ...['CO-225', 'OA-225', 'PI-225'].map((code) => [code, 'interest']),
  ...['OA-100', 'PR-100', 'PI-100', 'CO-100'].map((code) => [code, 'paid-to-patient']),
  ...['PR-1', 'PR-2', 'PR-3', 'PR-96', 'PR-204', 'PR-45', 'PR-253'].map((code) => [code, 'patient']),
  // If the reason is an error in the claim, the patient does not owe it.
  ...['16', '18', '22', '29', '31', '109', '129', '226', '227', '252'].map((code) => [`PR-${code}`, 'denial']),
  ...['CO-16', 'CO-24', 'CO-50', 'CO-97', 'CO-197', 'OA-18', 'OA-45', 'PI-45', 'OA-253', 'CO-1'].map((code) => [
    code,
    'denial',
  ]),
  ['OA-23', 'denial'],
  ['CO-constructor', 'denial'],
])('%s of a primary payer is %s', (code, expected) => {
  expect(classOf(anAdjustment(code, 100), primary)).toBe(expected);
});

test('the part of prior payers is known by payers that come later', () => {
  for (const coverage of [2, 3] as const) {
    const context = { coverage, isCapitated: false };
    expect(classOf(anAdjustment('OA-23', 100), context)).toBe('prior-payer');
    expect(classOf(anAdjustment('CO-23', 100), context)).toBe('prior-payer');
    expect(classOf(anAdjustment('OA-45', 100), context)).toBe('denial');
  }
});

test('capitation needs a contract that says so', () => {
  const capitated: AdjustmentContext = { coverage: 1, isCapitated: true };
  expect(classOf(anAdjustment('CO-24', 100), capitated)).toBe('capitation');
  expect(classOf(anAdjustment('CO-45', 100), capitated)).toBe('contractual');
  expect(classOf(anAdjustment('PR-24', 100), capitated)).toBe('patient');
});

test('a quality code is worth a dollar at most, in a reversal too', () => {
  expect([1, 100, 101, -100, -101].map((amount) => classOf(anAdjustment('CO-246', amount), primary))).toEqual([
    ...['quality-code', 'quality-code', 'denial', 'quality-code', 'denial'],
  ]);
});

describe('a reason code', () => {
  test.each([
    ...['1', '45', '320', 'A0', 'A8', 'B1', 'B9', 'B10', 'B23', 'D1', 'D23', 'P1', 'P32', 'W1', 'W9', 'Y1', 'Y3'],
    ...['P10', 'P29', 'B19', 'B20'],
  ])('%s exists', (code) => {
    expect(isKnownReason(code)).toBe(true);
  });

  test.each([
    ...['0', '01', '321', '999', '1000', 'A9', 'A10', 'B0', 'B24', 'B30', 'D0', 'P0', 'P33', 'P40', 'W0', 'W10'],
    ...['Y0', 'Y4', 'C1', '', 'XA1', 'A1X', '1a', 'a1', 'x45', '45x', 'B', 'B1x', 'xB1', 'P1x', 'Y1x'],
  ])('"%s" does not', (code) => {
    expect(isKnownReason(code)).toBe(false);
  });
});
