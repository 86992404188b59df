import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readIntake } from '../../../domain/schema/read-intake.ts';
import { aLine, anIntakeJson } from '../builders.ts';

function problemsOf(change: (json: ReturnType<typeof anIntakeJson>) => unknown) {
  const json = anIntakeJson();
  change(json);
  const reading = readIntake(json);
  return reading.kind === 'problems' ? reading.problems : [];
}

describe('a good patient file', () => {
  test('is accepted, with default values', () => {
    const reading = readIntake(anIntakeJson());
    expect(reading).toMatchObject({
      kind: 'ok',
      intake: {
        responsibleParty: 'insurance',
        guarantor: { sameAsPatient: true },
        policy: { profile: 'default' },
        claim: { type: 'professional', claimFrequencyCode: '1' },
      },
    });
  });

  test('may be self-pay', () => {
    expect(problemsOf((json) => Object.assign(json, { responsibleParty: 'selfPay', insurance: [] }))).toEqual([]);
  });
});

describe('a bad patient file', () => {
  test('gets a list of all problems, of single fields and between fields', () => {
    const problems = problemsOf((json) => {
      Object.assign(json.patient, { gender: 'X' });
      Object.assign(json.insurance[0]!, { payerResponsibility: 'S' });
      json.claim.serviceLines = [
        aLine({ procedureCode: '9921', diagnosisPointers: [3] }),
        aLine({ modifiers: ['255'] }),
      ];
    });
    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      'claim.serviceLines[0].diagnosisPointers[0]',
      'claim.serviceLines[0].procedureCode',
      'claim.serviceLines[1].lineId',
      'claim.serviceLines[1].modifiers[0]',
      'insurance[0].payerResponsibility',
      'patient.gender',
    ]);
  });

  test('shows an invalid code and the allowed values', () => {
    expect(problemsOf((json) => (json.claim.serviceLines = [aLine({ modifiers: ['255'] })]))).toEqual([
      { path: 'claim.serviceLines[0].modifiers[0]', found: '"255"', allowed: 'two capital letters or digits' },
    ]);
  });

  test.each([
    ['member id', (json: ReturnType<typeof anIntakeJson>) => Object.assign(json.insurance[0]!, { memberId: 'Q' })],
    ['birth date', (json) => Object.assign(json.patient, { dateOfBirth: '03/09/1984' })],
    ['last name', (json) => Object.assign(json.patient, { lastName: 'Q'.repeat(61) })],
    ['first name in a code field', (json) => (json.claim.serviceLines = [aLine({ procedureCode: 'Testa' })])],
    [
      'number with nine digits in a code field',
      (json) => (json.claim.serviceLines = [aLine({ procedureCode: '987654321' })]),
    ],
    ['name as a field', (json) => Object.assign(json.patient, { 'Testa Sample': 1 })],
  ] satisfies [string, (json: ReturnType<typeof anIntakeJson>) => unknown][])('never repeats a %s', (_what, change) => {
    const [problem, ...others] = problemsOf(change);
    expect(others).toEqual([]);
    expect(problem?.found).toMatch(/^(text of \d+ (characters?|digits?)|a field that does not exist)$/);
    expect(JSON.stringify(problem)).not.toMatch(/Q|1984|Testa|987654321/);
  });

  test('suggests the intended field', () => {
    const problems = problemsOf((json) => Object.assign(json.claim, { diagnosis: [] }));
    expect(problems).toEqual([
      { path: 'claim.diagnosis', found: 'a field that does not exist', allowed: 'did you mean "diagnoses"?' },
    ]);
  });

  test('lists the fields if none is similar', () => {
    const [problem] = problemsOf((json) => Object.assign(json.claim.diagnoses[0]!, { description: 'x' }));
    expect(problem).toEqual({
      path: 'claim.diagnoses[0].description',
      found: 'a field that does not exist',
      allowed: 'one of code',
    });
  });

  test('with an incomplete guarantor names the missing field', () => {
    const problems = problemsOf((json) => Object.assign(json, { guarantor: { firstName: 'Pat', lastName: 'Payer' } }));
    expect(problems).toEqual([{ path: 'guarantor.address', found: 'nothing', allowed: 'an object' }]);
  });

  test('counts diagnosis pointers from 1', () => {
    const found = (pointer: number) =>
      problemsOf((json) => (json.claim.serviceLines = [aLine({ diagnosisPointers: [pointer] })])).length;
    expect([0, 1, 2, 3].map(found)).toEqual([1, 0, 0, 1]);
  });

  test('may not contain patient data in the control number', () => {
    const path = (patientControlNumber: string) =>
      problemsOf((json) => Object.assign(json, { patientControlNumber })).map((one) => one.path);
    expect(path('XW123456789')).toEqual(['patientControlNumber']);
    expect(path('SAMPLE01')).toEqual(['patientControlNumber']);
    expect(path('19840309A')).toEqual(['patientControlNumber']);
    // Four letters may match by chance.
    expect(
      problemsOf((json) => {
        Object.assign(json.patient, { lastName: 'Vale' });
        Object.assign(json, { patientControlNumber: 'VALE0001' });
      }),
    ).toEqual([]);
    expect(path('XW12345678')).toEqual([]);
  });

  test('needs an insurance unless it is self-pay', () => {
    expect(problemsOf((json) => (json.insurance = []))).toEqual([
      { path: 'insurance', found: 'no insurance', allowed: 'at least one insurance, or responsibleParty "selfPay"' },
    ]);
  });

  test('may have a service on the day of birth, not on the day before', () => {
    const on = (serviceDate: string) =>
      problemsOf((json) => (json.claim.serviceLines = [aLine({ serviceDate })])).length;
    expect([on('1984-03-09'), on('1984-03-08')]).toEqual([0, 1]);
  });
});

test('a service or coverage that ends before it begins is a problem', () => {
  const paths = (serviceDateTo: string, effectiveTo: string) =>
    problemsOf((json) => {
      json.claim.serviceLines = [aLine({ serviceDateTo })];
      Object.assign(json.insurance[0]!, { effectiveTo });
    }).map(({ path }) => path);
  expect(paths('2026-03-02', '2025-01-01')).toEqual([]);
  expect(paths('2026-03-01', '2024-12-31')).toEqual([
    'insurance[0].effectiveTo',
    'claim.serviceLines[0].serviceDateTo',
  ]);
});

test('never throws, whatever the input', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(readIntake(json).kind).toBe('problems');
    }),
  );
});

test('never throws, whatever one field contains, and each problem has a path', () => {
  const keys = ['patient', 'insurance', 'billing', 'claim', 'guarantor', 'policy', 'estimate', '__proto__'];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      const json = JSON.parse(JSON.stringify({ ...anIntakeJson(), [key]: value })) as unknown;
      const reading = readIntake(json);
      if (reading.kind === 'problems') for (const problem of reading.problems) expect(problem.path).not.toBe('');
    }),
  );
});
