import { expect, test } from '@jest/globals';
import { cents } from '../../../domain/money.ts';
import { isDuplicateDenial } from '../../../domain/remittance/duplicate-denial.ts';
import type { Adjustment, ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { anAdjustment, aPayment, aServicePayment } from '../builders.ts';

/** A claim payment with these adjustments of its line. */
function adjusted(adjustments: readonly Adjustment[], paidCents = cents(0)): ClaimPayment {
  return aPayment({ paidCents, services: [aServicePayment({ paidCents, adjustments: [...adjustments] })] });
}

test.each([
  ['OA-18', [anAdjustment('OA-18', 20_000)]],
  ['CO-B13', [anAdjustment('CO-B13', 20_000)]],
  [
    'both, and an amount that is added',
    [...[anAdjustment('OA-18', 10_000), anAdjustment('CO-B13', 10_001), anAdjustment('CO-45', -1)]],
  ],
])('a payment of nothing that is reduced by %s alone is a duplicate denial', (_, adjustments) => {
  expect(isDuplicateDenial(adjusted(adjustments))).toBe(true);
});

test.each([
  ['something else too', adjusted([anAdjustment('OA-18', 10_000), anAdjustment('CO-45', 10_000)])],
  ['another code', adjusted([anAdjustment('CO-197', 20_000)])],
  ['nothing', adjusted([])],
  ['a code of duplicates with no amount', adjusted([anAdjustment('OA-18', 0)])],
  ['a code of duplicates, and paid in part', adjusted([anAdjustment('OA-18', 10_000)], cents(10_000))],
])('a payment that is reduced by %s is none', (_, payment) => {
  expect(isDuplicateDenial(payment)).toBe(false);
});
