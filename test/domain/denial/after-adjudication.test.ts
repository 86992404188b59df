import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isoDate } from '../../../domain/dates.ts';
import { denialCategories } from '../../../domain/denial/categories.ts';
import { denialRules } from '../../../domain/denial/denial-rules.ts';
import { nextStepAfterAdjudication } from '../../../domain/denial/after-adjudication.ts';
import { classify } from '../../../domain/remittance/classify.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { aDenial, anAdjustment, anIntake, aPayment, aReversal, aServicePayment } from '../builders.ts';

const limit = { automaticCorrections: 0, maxAutomaticCorrections: 2 };

function judge(...payments: ClaimPayment[]) {
  return nextStepAfterAdjudication({ intake: anIntake(), payments, ...limit });
}

/** The same for a patient whose member id has a hyphen in it. */
function judgeHyphen(payment: ClaimPayment, automaticCorrections = 0) {
  const intake = anIntake((json) => Object.assign(json.insurance[0]!, { memberId: 'W12-345' }));
  return nextStepAfterAdjudication({ intake, payments: [payment], automaticCorrections, maxAutomaticCorrections: 2 });
}

describe('a denial', () => {
  test('for want of an authorization asks for its number and sends a replacement', () => {
    expect(judge(aDenial('CO-16', ['M62']))).toEqual({
      kind: 'ask',
      as: 'replacement',
      question: {
        kind: 'correction',
        category: 'Authorization Required',
        found: 'The authorization number is missing or wrong. (CO-16, M62)',
        canDo: 'Set claim.priorAuthorizationNumber.',
      },
    });
  });

  test('finds its remark on the claim as well as on the line', () => {
    const payment = { ...aDenial('CO-16'), remarkCodes: ['M62'] };
    expect(judge(payment)).toMatchObject({ question: { category: 'Authorization Required' } });
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
  ])('%s is %s and is answered by a %s', (code, category, as) => {
    expect(judge(aDenial(code))).toMatchObject({
      kind: 'ask',
      as,
      question: { category, found: expect.stringContaining(code) },
    });
  });

  test('with MA130 was never adjudicated: the correction is a new claim', () => {
    expect(judge(aDenial('CO-16', ['MA130', 'M62']))).toMatchObject({ as: 'original' });
  });

  test('of a patient that the payer does not know (CLP02 = 4) is answered by a new claim', () => {
    expect(judge({ ...aDenial('CO-16'), statusCode: '4' })).toMatchObject({ as: 'original' });
  });

  test('names the day until which a replacement is taken', () => {
    const until = (code: string) =>
      nextStepAfterAdjudication({
        intake: anIntake(),
        payments: [aDenial(code)],
        ...limit,
        replacementUntil: isoDate('2026-07-01'),
      });
    expect(until('CO-4')).toMatchObject({ question: { canDo: expect.stringMatching(/until 2026-07-01\.$/) } });
    expect(JSON.stringify(until('CO-109'))).not.toContain('2026-07-01');
  });

  test('of one part stands beside what was paid', () => {
    const adjustments = [anAdjustment('CO-45', 2000), anAdjustment('PR-1', 500), anAdjustment('CO-151', 1500)];
    const decision = judge(aPayment({ services: [aServicePayment({ adjustments })] }));
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
    expect(judgeHyphen(aDenial(code, remarks))).toMatchObject({
      kind: 'correct',
      set: { 'insurance[0].memberId': 'W12345' },
    });
  });

  test('is a question after as many corrections as rules may make', () => {
    expect([1, 2].map((made) => judgeHyphen(aDenial('CO-31'), made).kind)).toEqual(['correct', 'ask']);
  });

  test('is not touched for another reason', () => {
    expect(judgeHyphen(aDenial('CO-16', ['M62'])).kind).toBe('ask');
  });
});

describe('nothing is to be done', () => {
  test('while an answer is taken back and the next one is to come', () => {
    expect(judge(aPayment(), aReversal(aPayment(), 20))).toMatchObject({ kind: 'done' });
    expect(judge()).toMatchObject({ kind: 'done' });
  });

  test('while the payer is still looking at the claim', () => {
    expect(judge(aDenial('OA-133'))).toMatchObject({ kind: 'done' });
  });

  test('unless something else is denied beside what is pending', () => {
    const adjustments = [anAdjustment('OA-133', 10_000), anAdjustment('CO-16', 10_000)];
    expect(judge(aPayment({ services: [aServicePayment({ adjustments })] }))).toMatchObject({ kind: 'ask' });
  });

  test('about a denial of less than nothing, which gives money back', () => {
    expect(
      judge(aDenial('CO-16'), aPayment({ services: [aServicePayment({ adjustments: [anAdjustment('CO-16', -1)] })] })),
    ).toMatchObject({ kind: 'done' });
  });

  test('about an older denial: the newest answer counts', () => {
    expect(judge(aDenial('CO-16'), aDenial('CO-29'))).toMatchObject({ question: { category: 'Timely Filing' } });
    expect(judge(aDenial('CO-16'), aPayment())).toMatchObject({ kind: 'done' });
  });

  test('about a denial that was reversed and paid, in whatever order the payer told it', () => {
    const denial = aDenial('CO-16', ['M62']);
    const paid = aPayment({ position: 30 });
    expect(judge(denial, aReversal(denial, 20), paid)).toMatchObject({ kind: 'done' });
    expect(judge(denial, paid, aReversal(denial, 20))).toMatchObject({ kind: 'done' });
  });
});

test('what is no code is not repeated', () => {
  expect(judge(aDenial('CO-Testa Sample', ['W123456789']))).toMatchObject({
    question: { found: expect.stringMatching(/\(CO-\?, \?\)$/) },
  });
});

test('every rule has a category that is known, and stands under a code that is a denial', () => {
  for (const { category, reasonCode } of denialRules) {
    expect(denialCategories).toContain(category);
    expect(classify(anAdjustment(`CO-${reasonCode}`, 1))).toBe('denial');
  }
});

test('no rule is hidden behind a wider one above it', () => {
  denialRules.forEach((rule, index) => {
    const wider = denialRules
      .slice(0, index)
      .some(
        (above) =>
          above.reasonCode === rule.reasonCode &&
          (above.remarkCode === undefined || above.remarkCode === rule.remarkCode),
      );
    expect(wider).toBe(false);
  });
});

test('any answer of a payer is judged, and the question repeats nothing of the patient', () => {
  const code = fc.tuple(fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR'), fc.constantFrom('16', '45', '1', '29', 'X9'));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(code, fc.integer({ min: -100, max: 100 }))),
      fc.constantFrom('1', '4', '22', '25'),
      (adjustments, statusCode) => {
        const made = adjustments.map(([parts, amount]) => anAdjustment(parts.join('-'), amount));
        const decision = judge(aPayment({ statusCode, services: [aServicePayment({ adjustments: made })] }));
        expect(JSON.stringify(decision)).not.toMatch(/W123456789|Sample|1984/);
      },
    ),
  );
});
