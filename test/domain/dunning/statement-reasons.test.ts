import { describe, expect, test } from '@jest/globals';
import { reasonsOf } from '../../../domain/dunning/statement-reasons.ts';
import { anAdjustment, aPayment, aServicePayment } from '../builders.ts';

describe('the reasons why a patient owes', () => {
  const codes = (...adjustments: ReturnType<typeof anAdjustment>[]) =>
    reasonsOf([aPayment({ services: [aServicePayment({ adjustments })] })]).map(({ code, amountCents }) => [
      code,
      amountCents,
    ]);

  test('have the total of each code', () => {
    expect(codes(anAdjustment('PR-1', 100), anAdjustment('PR-2', 300), anAdjustment('PR-1', 50))).toEqual([
      ['PR-2', 300],
      ['PR-1', 150],
    ]);
  });

  test('leave out a code whose amounts cancel', () => {
    expect(codes(anAdjustment('PR-1', 100), anAdjustment('PR-1', -100), anAdjustment('PR-2', -5))).toEqual([]);
  });
});

test.each([
  ['1', 'counts toward your deductible'],
  ['2', 'is your coinsurance'],
  ['3', 'is your copayment'],
  ['26', 'coverage had not begun'],
  ['27', 'coverage had ended'],
  ['96', 'does not cover this service'],
  ['100', 'sent this part of its payment to you'],
  ['119', 'limit for this service is used up'],
  ['204', 'not one of its benefits'],
  ['242', 'not in its network'],
  ['85', 'Ask your plan for its explanation of benefits'],
])('the reason of PR-%s says: %s', (code, words) => {
  const service = aServicePayment({ adjustments: [anAdjustment(`PR-${code}`, 4000)] });
  expect(reasonsOf([aPayment({ services: [service] })])).toEqual([
    { code: `PR-${code}`, amountCents: 4000, sentence: expect.stringContaining(words) },
  ]);
});
