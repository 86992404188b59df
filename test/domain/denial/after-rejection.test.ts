import { describe, expect, test } from '@jest/globals';
import type { StatusCode, StructuralFault } from '../../../domain/acknowledgment/acknowledgment.ts';
import { denialCategories } from '../../../domain/denial/categories.ts';
import { nextStepAfterRejection } from '../../../domain/denial/after-rejection.ts';
import { correctIntake } from '../../../domain/schema/correct-intake.ts';
import { anIntake } from '../builders.ts';

const noneMade = { automaticCorrections: 0, maxAutomaticCorrections: 2 };

function withMemberId(memberId: string) {
  return anIntake((json) => Object.assign(json.insurance[0]!, { memberId }));
}

/** Parses 277CA statuses such as "A7:164:IL". */
function statuses(...codes: string[]): readonly StatusCode[] {
  return codes.map((code) => {
    const [category = '', status = '', entity] = code.split(':');
    return { category, status, ...(entity ? { entity } : {}) };
  });
}

function nextStep(codes: readonly StatusCode[], memberId = 'W123456789', limit = noneMade) {
  return nextStepAfterRejection({
    intake: withMemberId(memberId),
    faults: [],
    noteCodes: [],
    wasAccepted: false,
    statuses: codes,
    ...limit,
  });
}

/** The next step after a 999 with one fault. */
function stepForFault(fault: Partial<StructuralFault>) {
  return nextStepAfterRejection({
    intake: anIntake(),
    faults: [{ segment: 'PRV', position: 17, ...fault }],
    statuses: [],
    noteCodes: [],
    wasAccepted: false,
    ...noneMade,
  });
}

describe('a member id that the payer does not know', () => {
  test('is resubmitted without its punctuation', () => {
    const decision = nextStep(statuses('A7:164:IL'), 'W12-345 678');
    expect(decision).toMatchObject({ kind: 'correct', as: 'original', set: { 'insurance[0].memberId': 'W12345678' } });
    const set = decision.kind === 'correct' ? decision.set : {};
    expect(correctIntake(withMemberId('W12-345 678'), set)).toMatchObject({ kind: 'ok' });
  });

  test('asks a person when it has no punctuation', () => {
    expect(nextStep(statuses('A7:164:IL'))).toEqual({
      kind: 'ask',
      as: 'original',
      question: {
        kind: 'rejection',
        category: 'Invalid Insurance Data',
        found: 'The payer does not recognize the member id of the subscriber. (277CA A7:164:IL)',
        canDo: 'Check the insurance card; set insurance[0].memberId.',
      },
    });
  });

  test('asks a person after the maximum of automatic corrections, and not before', () => {
    const kinds = [1, 2, 3].map((automaticCorrections) => {
      const limit = { automaticCorrections, maxAutomaticCorrections: 2 };
      return nextStep(statuses('A7:164:IL'), 'W12-345', limit).kind;
    });
    expect(kinds).toEqual(['correct', 'ask', 'ask']);
  });

  test('is resubmitted when another status is next to it', () => {
    expect(nextStep(statuses('A1:19', 'A7:164:IL'), 'W12-345').kind).toBe('correct');
  });

  test('asks a person when fewer than two characters would be left', () => {
    expect(nextStep(statuses('A7:164'), '1-').kind).toBe('ask');
    expect(nextStep(statuses('A7:164'), '1-2').kind).toBe('correct');
  });

  test('is not corrected when something else was rejected', () => {
    expect(nextStep(statuses('A7:562:85'), 'W12-345')).toMatchObject({
      kind: 'ask',
      question: { category: 'Invalid Provider Information' },
    });
  });
});

test('the first rejecting status explains a rejection', () => {
  expect(nextStep(statuses('A1:19', 'A3:21', 'A7:562'))).toMatchObject({
    question: { found: expect.stringContaining('A3:21') },
  });
});

test.each(['24', '33', '54', '88', '116', '145', '187', '249', '254', '453', '477', '562', '999', 'constructor'])(
  'status %s leads to a question with a known category',
  (status) => {
    const decision = nextStep(statuses(`A7:${status}`));
    const category = decision.kind === 'ask' ? decision.question.category : undefined;
    expect(denialCategories).toContain(category);
  },
);

describe('a fault of form', () => {
  test('at the specialty of the rendering provider names the field to set', () => {
    expect(stepForFault({ loop: '2310B', segmentErrorCode: '3' })).toEqual({
      kind: 'ask',
      as: 'original',
      question: {
        kind: 'rejection',
        category: 'Invalid Provider Information',
        found: 'The specialty of a provider is missing or wrong. (999: segment PRV at 17, loop 2310B, IK304 3)',
        canDo: 'Set rendering.taxonomyCode.',
      },
    });
    expect(stepForFault({})).toMatchObject({ question: { canDo: 'Set rendering.taxonomyCode.' } });
  });

  test('at the specialty of the billing provider names that field', () => {
    expect(stepForFault({ loop: '2000A' })).toMatchObject({ question: { canDo: 'Set billing.taxonomyCode.' } });
  });

  test('at a segment without a rule also asks a person', () => {
    expect(stepForFault({ segment: 'ZZZ', element: 3, elementErrorCode: '7' })).toMatchObject({
      question: { category: 'Billing Error', found: expect.stringContaining('element 3, IK403 7') },
    });
  });
});

test('a text that is not a code is not shown', () => {
  expect(JSON.stringify(nextStep(statuses('A7:Testa Sample:W123456789')))).toContain('(277CA A7:?:?)');
  expect(JSON.stringify(stepForFault({ segment: 'constructor' }))).toContain('segment ? at 17');
});

test('a status names the party whose data is wrong', () => {
  expect(nextStep(statuses('A7:125:85'), 'W12-345')).toMatchObject({
    question: { canDo: expect.stringContaining('billing.organizationName') },
  });
  expect(nextStep(statuses('A7:562:DN'))).toMatchObject({
    question: { canDo: expect.stringContaining('referring.npi') },
  });
  expect(nextStep(statuses('A7:164:85'), 'W12-345').kind).toBe('ask');
});

test('a rejection after an acceptance is asked about, and nothing is corrected automatically', () => {
  const rejection = { intake: withMemberId('W12-345'), faults: [], noteCodes: [], statuses: statuses('A7:164:IL') };
  expect(nextStepAfterRejection({ ...rejection, wasAccepted: true, ...noneMade })).toMatchObject({
    kind: 'ask',
    question: {
      found: expect.stringMatching(/accepted the claim before\.$/),
      canDo: expect.stringMatching(/^Ask the payer/),
    },
  });
});

test('a TA1 is explained by its note code', () => {
  const rejection = {
    intake: anIntake(),
    faults: [],
    statuses: [],
    noteCodes: ['003'],
    wasAccepted: false,
    ...noneMade,
  };
  expect(nextStepAfterRejection(rejection)).toMatchObject({
    question: { found: expect.stringMatching(/\(TA1: TA105 003\)$/), canDo: expect.stringContaining('partners.json') },
  });
});

test('a rejection without statuses and faults has the category Unknown', () => {
  const decision = nextStep([]);
  expect(decision).toMatchObject({ kind: 'ask', question: { category: 'Unknown' } });
});
