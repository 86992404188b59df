import { describe, expect, test } from '@jest/globals';
import type { StandingPayment } from '../../../domain/denial/line-answers.ts';
import { patientShareOf } from '../../../domain/denial/patient-share.ts';
import { replacementQuestion } from '../../../domain/denial/replacements.ts';
import { cents } from '../../../domain/money.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aLine, anAdjustment, anIntake, aPayment, aReversal, aServicePayment } from '../builders.ts';

const services = [
  aServicePayment({ paidCents: cents(16_000), adjustments: [anAdjustment('CO-45', 2000), anAdjustment('PR-2', 2000)] }),
];
const paid = (change: Partial<ClaimPayment> = {}) => aPayment({ services, ...change });

function share(payments: readonly (Partial<StandingPayment> & { payment: ClaimPayment })[], intake = anIntake()) {
  const stored = payments.map((one): StandingPayment => ({ coverage: 1, state: 'posted', ...one }));
  const { isForwarded, protection } = patientShareOf(intake, stored);
  return [isForwarded ? 'forwarded' : '', protection ? 'protected' : ''].join('') || 'billable';
}

describe('the share of the patient is awaited from the next payer', () => {
  test.each(['19', '20', '21'])('when the claim status is %s', (statusCode) => {
    expect(share([{ payment: paid({ statusCode }) }])).toBe('forwarded');
  });

  test.each(['MA18', 'N89'])('when a remark of the claim or of a line is %s', (remark) => {
    expect(share([{ payment: paid({ remarkCodes: [remark] }) }])).toBe('forwarded');
    const lines = services.map((one) => ({ ...one, remarkCodes: [remark] }));
    expect(share([{ payment: paid({ services: lines }) }])).toBe('forwarded');
  });

  test('until that payer answers', () => {
    const first = { payment: paid({ statusCode: '19' }) };
    expect(share([first, { payment: paid({ statusCode: '2' }), coverage: 2 }])).toBe('billable');
    expect(share([first, { payment: paid({ statusCode: '2' }) }])).toBe('billable');
    expect(share([first, { payment: paid(), coverage: 2, state: 'exception' }])).toBe('forwarded');
  });

  test('no longer when the forwarding payment is reversed', () => {
    const payment = paid({ statusCode: '19' });
    const reversal = { payment: aReversal(payment, 20) };
    expect(share([{ payment, state: 'reversed' }, reversal])).toBe('billable');
  });
});

describe('the patient is protected', () => {
  test.each(['N781', 'N782', 'N783'])('as a qualified Medicare beneficiary (%s)', (remark) => {
    expect(share([{ payment: paid({ remarkCodes: [remark] }) }])).toBe('protected');
    const forwarded = { payment: paid({ remarkCodes: [remark, 'MA18'], statusCode: '19' }) };
    expect(share([forwarded])).toBe('forwardedprotected');
    expect(share([forwarded, { payment: paid({ statusCode: '2' }), coverage: 2 }])).toBe('protected');
  });

  test('from what modifier GZ says was not agreed, and pays what a notice covers', () => {
    const denied = paid({
      services: [aServicePayment({ paidCents: cents(0), adjustments: [anAdjustment('PR-50', 20_000)] })],
    });
    const billed = (modifier: string) =>
      anIntake((json) => {
        json.claim.serviceLines = [aLine({ modifiers: [modifier] })];
      });
    expect(share([{ payment: denied }], billed('GZ'))).toBe('protected');
    expect(share([{ payment: denied }], billed('GA'))).toBe('billable');
  });
});

test('an ordinary share is billable, and so is a claim without payments', () => {
  expect([share([{ payment: paid() }]), share([])]).toEqual(['billable', 'billable']);
});

test('only a replacement to Medicare Part B is asked about', () => {
  const to = (claimFilingCode: string) => anIntake((json) => Object.assign(json.insurance[0]!, { claimFilingCode }));
  expect(replacementQuestion(to('MB'), 'replacement')).toMatchObject({ canDo: expect.stringContaining('reopening') });
  expect([replacementQuestion(to('MB'), 'original'), replacementQuestion(to('CI'), 'replacement')]).toEqual([
    undefined,
    undefined,
  ]);
});
