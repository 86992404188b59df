import { expect, test } from '@jest/globals';
import { judgePayment } from '../../../domain/remittance/judge-payment.ts';
import type { PaymentCase } from '../../../domain/remittance/payment-case.ts';
import { aCase, owes, paid, posted } from './eob.ts';

// What a biller reads about a payment that is not posted.

const lump = (charge: string, money: string, ...cas: readonly string[]) =>
  paid(`CLP*H4CASE01*${charge}*${money}**12*ICN1`, ...cas);
const reversal = lump('22*-100', '-80', 'CAS*CO*45*-20');
const other = lump('1*100', '70', 'CAS*CO*45*30');
const whole = lump('1*100', '0', 'SVC*HC:99213*100*0', 'CAS*CO*45*100');

const cases: readonly (readonly [string, ReturnType<typeof paid>, Partial<PaymentCase>, string])[] = [
  ['sign', lump('1*100', '90', 'CAS*CO*45*20', 'CAS*PR*2*-10'), {}, '-$10.00 has the wrong sign for claim status 1'],
  ['status', lump('4*100', '80'), {}, 'claim status 4 pays nothing, but $80.00 is paid'],
  ['unknown-code', lump('1*100', '80', 'CAS*CO*999*20'), {}, '$20.00 has a reason code that does not exist'],
  ['implausible', lump('1*100', '300', 'CAS*OA*94*-200'), {}, '$300.00 is not plausible for a charge of $100.00'],
  [
    'full-contractual',
    whole,
    {},
    'the whole charge of line 1, $100.00, is a contractual adjustment and nothing is paid',
  ],
  [
    'full-contractual',
    lump('1*100', '0', 'CAS*CO*45*100'),
    {},
    'the whole charge of the claim, $100.00, is a contractual adjustment and nothing is paid',
  ],
  ['other-patient', paid('NM1*QC*1*OTHER*NOBODY'), {}, 'it names another patient than the claim'],
  [
    'repeat',
    paid(),
    { earlier: [posted(paid(), { traceNumber: 'T1' })] },
    'it has the trace number, control number, status and amounts of a payment that is stored already',
  ],
  [
    'trace-reused',
    other,
    { earlier: [posted(paid(), { traceNumber: 'T1' })] },
    'another remittance with its trace number pays this claim with the same control number, but differs',
  ],
  ['reversal-without-original', reversal, {}, 'it reverses a payment that is not posted'],
  [
    'reversal-differs',
    reversal,
    { earlier: [posted(other)] },
    'it reverses a payment with other amounts than were posted',
  ],
  [
    'over-charge',
    paid(),
    { owed: owes({ 1: 50, 2: 100 }) },
    'payment and adjustments of line 1 are $100.00, and the payer owes $50.00',
  ],
];

test.each(cases)('%s', (code, payment, change, sentence) => {
  const judgment = judgePayment(aCase(payment, change));
  expect(judgment).toMatchObject({ kind: 'exception', findings: [{ code, sentence }] });
});
