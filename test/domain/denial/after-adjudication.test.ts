import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isoDate } from '../../../domain/dates.ts';
import { nextStepAfterAdjudication } from '../../../domain/denial/after-adjudication.ts';
import type { StandingPayment } from '../../../domain/denial/line-answers.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, anIntake, aPayment, aReversal, aServicePayment } from '../builders.ts';

const limit = { automaticCorrections: 0, maxAutomaticCorrections: 2, isCapitated: false };

const posted = (payment: ClaimPayment): StandingPayment => ({ payment, coverage: 1, state: 'posted' });

function nextStep(...payments: ClaimPayment[]) {
  return nextStepAfterAdjudication({ intake: anIntake(), payments: payments.map(posted), ...limit });
}

/** The same for a patient whose member id has a hyphen. */
function stepForHyphen(payment: ClaimPayment, automaticCorrections = 0) {
  const intake = anIntake((json) => Object.assign(json.insurance[0]!, { memberId: 'W12-345' }));
  return nextStepAfterAdjudication({ ...limit, intake, payments: [posted(payment)], automaticCorrections });
}

describe('a denial', () => {
  test('for a missing authorization asks for its number and sends a replacement', () => {
    expect(nextStep(aDenial('CO-16', ['M62']))).toEqual({
      kind: 'ask',
      as: 'replacement',
      question: {
        kind: 'denial',
        category: 'Authorization Required',
        found: 'Line 1, $200.00: The authorization number is missing or wrong. (CO-16, M62)',
        canDo: 'Set claim.priorAuthorizationNumber.',
      },
    });
  });

  test('may have its remark code on the claim instead of the line', () => {
    const payment = { ...aDenial('CO-16'), remarkCodes: ['M62'] };
    expect(nextStep(payment)).toMatchObject({ question: { category: 'Authorization Required' } });
  });

  test.each([
    ['CO-16', 'Billing Error', 'replacement'],
    ['CO-4', 'Invalid Modifier', 'replacement'],
    ['CO-18', 'Duplicate Claim', 'replacement'],
    ['OA-18', 'Duplicate Claim', 'replacement'],
    ['CO-22', 'Coordination of Benefits', 'original'],
    ['CO-27', 'No Active Coverage', 'original'],
    ['CO-29', 'Timely Filing', 'replacement'],
    ['CO-50', 'Not Medically Necessary', 'replacement'],
    ['CO-97', 'Bundled', 'replacement'],
    ['CO-109', 'Incorrect Payer', 'original'],
    ['CO-197', 'Authorization Required', 'replacement'],
    ['CO-252', 'Medical Records Requested', 'replacement'],
    ['CO-B7', 'Credentialing', 'replacement'],
    ['PR-29', 'Timely Filing', 'replacement'],
    ['CO-999', 'Unknown', 'replacement'],
  ])('%s is %s and leads to a corrected claim sent as %s', (code, category, as) => {
    expect(nextStep(aDenial(code))).toMatchObject({
      kind: 'ask',
      as,
      question: { category, found: expect.stringContaining(code) },
    });
  });

  test('with MA130 was never adjudicated: the correction is a new claim', () => {
    expect(nextStep(aDenial('CO-16', ['MA130', 'M62']))).toMatchObject({ as: 'original' });
  });

  test('with CLP02 = 4 is corrected as its codes say', () => {
    expect(nextStep({ ...aDenial('CO-197'), statusCode: '4' })).toMatchObject({ as: 'replacement' });
    expect(nextStep({ ...aDenial('CO-31'), statusCode: '4' })).toMatchObject({ as: 'original' });
  });

  test('names the last day for a replacement', () => {
    const until = (code: string) =>
      nextStepAfterAdjudication({
        intake: anIntake(),
        payments: [posted(aDenial(code))],
        ...limit,
        replacementUntil: isoDate('2026-07-01'),
      });
    expect(until('CO-4')).toMatchObject({ question: { canDo: expect.stringMatching(/until 2026-07-01\.$/) } });
    expect(JSON.stringify(until('CO-109'))).not.toContain('2026-07-01');
  });

  test('next to one without a rule is explained by its own rule', () => {
    const adjustments = [anAdjustment('CO-999', 5000), anAdjustment('CO-29', 5000)];
    const decision = nextStep(aPayment({ services: [aServicePayment({ adjustments })] }));
    expect(decision).toMatchObject({ question: { category: 'Timely Filing' } });
  });

  test('of a part of a paid line is a denial', () => {
    const adjustments = [anAdjustment('CO-45', 2000), anAdjustment('PR-1', 500), anAdjustment('CO-151', 1500)];
    const decision = nextStep(aPayment({ services: [aServicePayment({ adjustments })] }));
    expect(decision).toMatchObject({
      question: { category: 'Exceeded Billable Time', found: expect.stringContaining('(CO-151)') },
    });
  });
});

describe('a member id with punctuation that the payer did not know', () => {
  test.each([
    ['CO-31', []],
    ['CO-140', []],
    ['CO-16', ['N382']],
  ])('is corrected after %s %s', (code, remarks) => {
    expect(stepForHyphen(aDenial(code, remarks))).toMatchObject({
      kind: 'correct',
      set: { 'insurance[0].memberId': 'W12345' },
    });
  });

  test('asks a person after the maximum of automatic corrections', () => {
    expect([1, 2].map((made) => stepForHyphen(aDenial('CO-31'), made).kind)).toEqual(['correct', 'ask']);
  });

  test('is replaced by the id that the payer gives (NM1*74)', () => {
    const step = (correctedMemberId: string, reason = 'CO-31') =>
      stepForHyphen({ ...aDenial(reason), correctedMemberId });
    expect(step('W99')).toMatchObject({ kind: 'correct', as: 'original', set: { 'insurance[0].memberId': 'W99' } });
    // An id that is on the claim already, or that is no id, is not used.
    for (const given of ['W12-345', 'W', '*'])
      expect(step(given)).toMatchObject({ set: { 'insurance[0].memberId': 'W12345' } });
    expect(step('W99', 'CO-197').kind).toBe('ask');
  });

  test('is not corrected for another reason code', () => {
    expect(stepForHyphen(aDenial('CO-16', ['M62'])).kind).toBe('ask');
  });
});

describe('no action is needed', () => {
  test('while a payment is reversed and the corrected one has not arrived', () => {
    const payments: readonly StandingPayment[] = [
      { payment: aDenial('CO-16'), coverage: 1, state: 'reversed' },
      posted(aReversal(aDenial('CO-16'), 20)),
    ];
    for (const some of [payments, []])
      expect(nextStepAfterAdjudication({ ...limit, intake: anIntake(), payments: some })).toEqual({
        kind: 'done',
        why: 'the payer reversed its payment and has not adjudicated the claim again',
      });
  });

  test('while the claim is pending with the payer', () => {
    expect(nextStep(aDenial('OA-133'))).toMatchObject({ kind: 'done', isPending: true });
  });

  test('unless another part is denied', () => {
    const adjustments = [anAdjustment('OA-133', 10_000), anAdjustment('CO-16', 10_000)];
    expect(nextStep(aPayment({ services: [aServicePayment({ adjustments })] }))).toMatchObject({ kind: 'ask' });
  });

  test('about a denial of $0.00', () => {
    expect(nextStep(aPayment({ services: [aServicePayment({ adjustments: [anAdjustment('CO-16', 0)] })] }))).toEqual({
      kind: 'done',
      why: 'nothing is denied, and the payer still owes a balance',
    });
  });

  test('about a negative denial, which returns money', () => {
    expect(
      nextStep(
        aDenial('CO-16'),
        aPayment({ services: [aServicePayment({ adjustments: [anAdjustment('CO-16', -1)] })] }),
      ),
    ).toMatchObject({ kind: 'done' });
  });

  test('about an older denial: the newest answer counts', () => {
    expect(nextStep(aDenial('CO-16'), aDenial('CO-29'))).toMatchObject({ question: { category: 'Timely Filing' } });
    expect(nextStep(aDenial('CO-16'), aPayment())).toMatchObject({ kind: 'done' });
  });

  test('about a denial that was reversed and paid, in any order', () => {
    const denial: StandingPayment = { payment: aDenial('CO-16', ['M62']), coverage: 1, state: 'reversed' };
    const [reversal, paid] = [posted(aReversal(denial.payment, 20)), posted(aPayment({ position: 30 }))];
    for (const payments of [
      [denial, reversal, paid],
      [paid, denial, reversal],
    ])
      expect(nextStepAfterAdjudication({ ...limit, intake: anIntake(), payments })).toMatchObject({ kind: 'done' });
  });
});

test('the answer of another coverage, and a predetermination, deny nothing of the first one', () => {
  const others: readonly StandingPayment[] = [
    { payment: aDenial('CO-16'), coverage: 2, state: 'posted' },
    { payment: aDenial('CO-16'), coverage: 1, state: 'exception' },
    posted({ ...aDenial('CO-16'), statusCode: '25' }),
  ];
  expect(nextStepAfterAdjudication({ ...limit, intake: anIntake(), payments: others }).kind).toBe('done');
});

test('what another payer paid (OA-23) is asked about when the first coverage says it', () => {
  for (const statusCode of ['1', '4', '2'])
    expect(nextStep({ ...aDenial('OA-23'), statusCode })).toMatchObject({ kind: 'ask', as: 'replacement' });
});

test('a text that is not a code is not shown', () => {
  expect(nextStep(aDenial('CO-Testa Sample', ['W123456789']))).toMatchObject({
    question: { found: expect.stringMatching(/\(CO-\?, \?\)$/) },
  });
});

test('every payment leads to a decision, and the question contains no patient data', () => {
  const code = fc.tuple(fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR'), fc.constantFrom('16', '45', '1', '29', 'X9'));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(code, fc.integer({ min: -100, max: 100 }))),
      fc.constantFrom('1', '4', '22', '25'),
      (adjustments, statusCode) => {
        const made = adjustments.map(([parts, amount]) => anAdjustment(parts.join('-'), amount));
        const decision = nextStep(aPayment({ statusCode, services: [aServicePayment({ adjustments: made })] }));
        expect(JSON.stringify(decision)).not.toMatch(/W123456789|Sample|1984/);
      },
    ),
  );
});
