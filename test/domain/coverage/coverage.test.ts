import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkCoverage } from '../../../domain/coverage/coverage.ts';
import { readBenefitPolicies } from '../../../domain/schema/benefit-policies.ts';
import { aLine, anIntake, type anIntakeJson } from '../builders.ts';

const benefits = readBenefitPolicies(
  JSON.parse(readFileSync(new URL('../../../prisma/reference/benefit-policies.json', import.meta.url), 'utf8')),
);

function answer(change: (json: ReturnType<typeof anIntakeJson>) => unknown, policies = benefits) {
  return checkCoverage({ intake: anIntake(change), benefits: policies });
}

/** The answer to a claim with these lines, each "CODE" or "CODE-MODIFIER". */
function answerFor(...codes: string[]) {
  return answer(
    (json) =>
      (json.claim.serviceLines = codes.map((code, index) =>
        aLine({
          lineId: `${index + 1}`,
          procedureCode: code.slice(0, 5),
          modifiers: code.length > 5 ? [code.slice(6)] : [],
        }),
      )),
  );
}

describe('a code that the plan excludes', () => {
  test('asks a coder, with rule and citation', () => {
    expect(answerFor('A9270')).toMatchObject({
      kind: 'ask',
      question: {
        kind: 'coding',
        category: 'Non-Covered Benefit',
        found: expect.stringMatching(/^Service line 1: A9270 .*42 CFR 411\.15/),
        canDo: expect.stringContaining('Add GY to claim.serviceLines[0].modifiers'),
      },
    });
  });

  test('is owed by the patient when every line is excluded and has modifier GY', () => {
    expect(answerFor('A9270-GY')).toEqual({
      kind: 'patient-liable',
      why: 'Not a benefit of the plan (A9270, 42 CFR 411.15), and billed with modifier GY.',
    });
    expect(answerFor('A9270-GY', 'S9970-GY')).toMatchObject({ kind: 'patient-liable' });
  });

  test('is sent to the payer if another line is covered', () => {
    expect(answerFor('A9270-GY', 'G0463')).toEqual({ kind: 'covered' });
  });

  test.each(['GA', 'GX', 'GZ'])(
    'is sent to the payer with modifier %s, which says whether a notice is on file',
    (modifier) => {
      expect(answerFor(`A9270-${modifier}`)).toEqual({ kind: 'covered' });
    },
  );

  test('asks a person even if another line has modifier GY', () => {
    expect(answerFor('S9970-GY', 'A9270')).toMatchObject({
      kind: 'ask',
      question: { found: expect.stringMatching(/^Service line 2/) },
    });
  });

  test('is not excluded by another payer, another plan, or without a plan', () => {
    const withA9270 = (insurance: object) =>
      answer((json) => {
        json.claim.serviceLines = [aLine({ procedureCode: 'A9270' })];
        Object.assign(json.insurance[0]!, insurance);
      });
    for (const other of [{ payerId: 'OTHER' }, { planId: 'demo-gold' }, { planId: undefined }])
      expect(withA9270(other)).toEqual({ kind: 'covered' });
  });

  test('is excluded from the first to the last day of the rule', () => {
    const [policy] = benefits;
    const dated = [{ ...policy!, effectiveFrom: '2026-03-03', effectiveTo: '2026-03-04' }];
    const on = (serviceDate: string) =>
      answer((json) => (json.claim.serviceLines = [aLine({ procedureCode: 'A9270', serviceDate })]), dated).kind;
    expect(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(on)).toEqual([
      'covered',
      'ask',
      'ask',
      'covered',
    ]);
  });

  test.each([undefined, 'another-plan'])('is excluded for plan %s if the rule applies to all plans', (planId) => {
    const { planId: _any, ...payerWide } = benefits[0]!;
    expect(
      answer(
        (json) => {
          json.claim.serviceLines = [aLine({ procedureCode: 'A9270' })];
          Object.assign(json.insurance[0]!, { planId });
        },
        [payerWide],
      ),
    ).toMatchObject({ kind: 'ask' });
  });
});

test('a code that the plan does not exclude is covered', () => {
  expect(answerFor('G0463')).toEqual({ kind: 'covered' });
});

test('a covered code with GY is sent to the payer', () => {
  expect(answerFor('G0463-GY')).toEqual({ kind: 'covered' });
});

test('a service outside the coverage period asks a person; the first and last day are inside', () => {
  const on = (serviceDate: string) =>
    answer((json) => {
      Object.assign(json.insurance[0]!, { effectiveFrom: '2026-03-01', effectiveTo: '2026-03-31' });
      json.claim.serviceLines = [aLine({ serviceDate })];
    });
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => on(day).kind)).toEqual([
    'ask',
    'covered',
    'covered',
    'ask',
  ]);
  expect(on('2026-04-01')).toMatchObject({
    question: {
      kind: 'coverage',
      category: 'No Active Coverage',
      found: 'Service line 1: the insurance was not in force on the day of service.',
      canDo: expect.stringMatching(/insurance\[0\][.]effectiveFrom or effectiveTo.*responsibleParty/),
    },
  });
});

test('a code that requires an authorization asks a person until there is one', () => {
  const wheelchair = (priorAuthorizationNumber: string | null) =>
    answer((json) =>
      Object.assign(json.claim, { priorAuthorizationNumber, serviceLines: [aLine({ procedureCode: 'K0823' })] }),
    );
  expect(wheelchair(null)).toMatchObject({
    question: {
      kind: 'coverage',
      category: 'Authorization Required',
      found: expect.stringMatching(/^Service line 1: K0823 requires a prior authorization[.] .+[(].+[)]$/),
      canDo: expect.stringContaining('claim.priorAuthorizationNumber'),
    },
  });
  expect(wheelchair('AUTH1')).toEqual({ kind: 'covered' });
});

test('a code that is limited to some diagnoses asks a person for others', () => {
  const training = (code: string, modifiers: string[] = []) =>
    answer((json) => {
      json.claim.diagnoses = [{ code }];
      json.claim.serviceLines = [aLine({ procedureCode: 'G0108', modifiers })];
    });
  const kinds = [training('E11.9'), training('E119'), training('J45.40'), training('J45.40', ['GA'])];
  expect(kinds.map(({ kind }) => kind)).toEqual(['covered', 'covered', 'ask', 'covered']);
  expect(training('J45.40')).toMatchObject({
    question: {
      kind: 'coding',
      category: 'Not Medically Necessary',
      found: expect.stringMatching(/^Service line 1: G0108 is not covered for this diagnosis[.] .+[(].+[)]$/),
      canDo: expect.stringMatching(/claim[.]serviceLines\[0\][.]diagnosisPointers.*or add GA/),
    },
  });
});

test('a diagnosis is compared without its period', () => {
  const [policy] = benefits;
  const [rule] = policy!.coveredDiagnoses;
  const narrow = { ...rule!, procedureCode: 'G0108', diagnosisPrefixes: ['E119'] };
  const kind = (code: string) =>
    answer(
      (json) => {
        json.claim.diagnoses = [{ code }];
        json.claim.serviceLines = [aLine({ procedureCode: 'G0108' })];
      },
      [{ ...policy!, coveredDiagnoses: [narrow] }],
    ).kind;
  expect(['E11.9', 'E119', 'E11.8'].map(kind)).toEqual(['covered', 'covered', 'ask']);
});

test('one covered diagnosis of a line is enough', () => {
  const training = answer((json) => {
    json.claim.diagnoses = [{ code: 'J45.40' }, { code: 'E11.9' }];
    json.claim.serviceLines = [aLine({ procedureCode: 'G0108', diagnosisPointers: [1, 2] })];
  });
  expect(training).toEqual({ kind: 'covered' });
});

test('a self-pay patient is liable', () => {
  expect(answer((json) => Object.assign(json, { responsibleParty: 'selfPay', insurance: [] })).kind).toBe(
    'patient-liable',
  );
});
