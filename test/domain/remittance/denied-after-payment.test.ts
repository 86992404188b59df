import { expect, test } from '@jest/globals';
import { deniedAfterPayment } from '../../../domain/remittance/denied-after-payment.ts';
import type { EarlierPayment } from '../../../domain/remittance/earlier-payment.ts';
import { billedClaim } from '../../../domain/remittance/billed-claim.ts';
import { cents } from '../../../domain/money.ts';
import { isoDate } from '../../../domain/dates.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, anIntake, aPayment, aReversal, aServicePayment } from '../builders.ts';

const source = { remittanceId: '1', originatorId: '1512345678', traceNumber: 'T1' };
const paid: EarlierPayment = {
  ...{ id: '1', source: 's', payment: aPayment(), coverage: 1, state: 'posted' },
  ...source,
  movements: [{ line: '1', kind: 'paid', amountCents: cents(16_000) }],
};

function found(payment: ClaimPayment, { earlier = [paid], owed = 0, lines = ['1'] } = {}): readonly string[] {
  const given = {
    ...{ payment, earlier, owed: new Map([['1', cents(owed)]]), context: { coverage: 1, isCapitated: false } as const },
    remittance: { ...source, paidOn: isoDate('2026-03-09'), hasInterest: false },
    ...{ billed: billedClaim('C1', anIntake()), today: isoDate('2026-03-09') },
  };
  return deniedAfterPayment(given, lines).map(({ sentence }) => sentence);
}

test('a denial of a line that was paid in full contradicts the payment', () => {
  expect(found(aDenial('CO-197'))).toEqual(['line 1 is denied, and $160.00 was paid for it before']);
});

test('a denial beside a contractual part, of what several payments paid, contradicts them once', () => {
  const adjustments = [anAdjustment('CO-45', 4_000), anAdjustment('CO-197', 16_000)];
  const service = aServicePayment({ paidCents: cents(0), adjustments });
  const twice = aPayment({ paidCents: cents(0), services: [service, service] });
  const [first, second] = [9_000, 7_000].map((amount) => ({
    ...paid,
    movements: [{ line: '1', kind: 'paid' as const, amountCents: cents(amount) }],
  }));
  expect(found(twice, { earlier: [first ?? paid, second ?? paid], lines: ['1', '1'] })).toEqual([
    'line 1 is denied, and $160.00 was paid for it before',
  ]);
});

test('the finding has its code', () => {
  const given = {
    ...{ payment: aDenial('CO-197'), earlier: [paid], owed: new Map<string, never>() },
    context: { coverage: 1, isCapitated: false } as const,
    remittance: { ...source, paidOn: isoDate('2026-03-09'), hasInterest: false },
    ...{ billed: billedClaim('C1', anIntake()), today: isoDate('2026-03-09') },
  };
  expect(deniedAfterPayment(given, ['1'])).toMatchObject([{ code: 'denied-after-payment' }]);
});

test.each<[string, ClaimPayment, Parameters<typeof found>[1]]>([
  ['when the payer still owes a part of the line', aDenial('CO-197'), { owed: 1 }],
  ['when nothing was paid before', aDenial('CO-197'), { earlier: [] }],
  ['when the payment is reversed', aDenial('CO-197'), { earlier: [{ ...paid, state: 'reversed' }] }],
  ['when another coverage paid', aDenial('CO-197'), { earlier: [{ ...paid, coverage: 2 }] }],
  ['when nothing was moved before', aDenial('CO-197'), { earlier: [{ ...paid, movements: [] }] }],
  [
    'when another line was paid',
    aDenial('CO-197'),
    { earlier: [{ ...paid, movements: [{ line: '2', kind: 'paid', amountCents: cents(16_000) }] }] },
  ],
  [
    'when the line was only adjusted',
    aDenial('CO-197'),
    { earlier: [{ ...paid, movements: [{ line: '1', kind: 'contractual', amountCents: cents(4_000) }] }] },
  ],
  [
    'when what was denied is $0.00',
    aPayment({ services: [aServicePayment({ paidCents: cents(0), adjustments: [anAdjustment('CO-197', 0)] })] }),
    {},
  ],
  ['when the service belongs to no line', aDenial('CO-197'), { lines: [''] }],
  ['when the denial is a duplicate', aDenial('OA-18'), {}],
  ['when the payment itself is a reversal', aReversal(aDenial('CO-197'), 20), {}],
  ['when it is a predetermination', { ...aDenial('CO-197'), statusCode: '25' }, {}],
  [
    'when something is paid for the line',
    aPayment({ services: [aServicePayment({ adjustments: [anAdjustment('CO-151', 1)] })] }),
    {},
  ],
  ['when the adjustment is contractual', aDenial('CO-45'), {}],
])('nothing is contradicted %s', (_, payment, change) => {
  expect(found(payment, change)).toEqual([]);
});
