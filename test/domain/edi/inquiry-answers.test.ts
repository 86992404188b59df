import { describe, expect, test } from '@jest/globals';
import { claimStatusAnswers, statusBatchAnswers } from '../../../domain/edi/claim-status-from-277.ts';
import { eligibilityAnswers, inquiryRefusals } from '../../../domain/edi/eligibility-from-271.ts';
import { read271, read277, type ReadValue } from '../../../x12/index.ts';
import { fileOf, setOf } from '../../x12/builders.ts';

// Reads claim status and eligibility answers, with the keys of the requests that they answer.

function valueOf<V>(read: ReadValue<V>): V {
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.findings));
  return read.value;
}

const status = (...segments: readonly string[]) =>
  valueOf(
    read277(
      setOf(
        fileOf('277', '005010X212', [
          'BHT*0010*08*Q1*20260306*1200*DG',
          'HL*1**20*1',
          'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
          'HL*2*1*21*1',
          'NM1*41*2*ELM CLINIC*****46*SENDER',
          ...segments,
        ]),
      ),
    ),
  );
const provider = ['HL*3*2*19*1', 'NM1*1P*2*ELM CLINIC*****XX*1999999984'];
const subscriber = (children: '0' | '1') => [`HL*4*3*22*${children}`, 'NM1*IL*1*SAMPLE*****MI*W123456789'];
const claim = [
  'TRN*2*T-2',
  'STC*F1:65*20260306**200.5*160*20260305**20260306*CHECK1*F1:66:PR',
  'REF*1K*P1',
  'REF*EJ*V88121A7K2',
  'SVC*HC:G0463*200.5*160****1',
  'STC*F1:65*20260306',
  'REF*FJ*1',
  'DTP*472*D8*20260302',
];
const answered = {
  kind: 'claim-status',
  requestTrace: 'T-2',
  payerControlNumber: 'P1',
  patientControlNumber: 'V88121A7K2',
  statuses: [
    { category: 'F1', status: '65' },
    { category: 'F1', status: '66', entity: 'PR' },
  ],
  chargeCents: 20_050,
  paidCents: 16_000,
  finalizedOn: '2026-03-05',
  remittedOn: '2026-03-06',
  checkNumber: 'CHECK1',
  lines: [{ lineControlNumber: '1', procedureCode: 'G0463', statuses: [{ category: 'F1', status: '65' }] }],
};

describe('a claim status answer', () => {
  test('contains the keys of request, claim, line and remittance', () => {
    const value = status(...provider, ...subscriber('0'), ...claim);
    expect(claimStatusAnswers(value)).toEqual([{ ...answered, position: 11 }]);
    expect(statusBatchAnswers(value)).toEqual([]);
  });

  test('about a dependent has the same content', () => {
    const dependent = ['HL*5*4*23', 'NM1*QC*1*SAMPLE*TESTB', ...claim];
    expect(claimStatusAnswers(status(...provider, ...subscriber('1'), ...dependent))).toEqual([
      { ...answered, position: 13 },
    ]);
  });

  test('above claim level applies to the whole batch', () => {
    const value = status('TRN*2*Q1', 'STC*E0:24:41*20260306');
    expect(statusBatchAnswers(value)).toEqual([
      { kind: 'status-batch', reference: 'Q1', statuses: [{ category: 'E0', status: '24', entity: '41' }] },
    ]);
    expect(claimStatusAnswers(value)).toEqual([]);
  });

  test('above claim level for one provider names the provider', () => {
    expect(statusBatchAnswers(status(...provider, 'TRN*1*0', 'STC*E0:26:1P*20260306'))).toMatchObject([
      { reference: 'Q1', providerId: '1999999984', statuses: [{ category: 'E0', status: '26' }] },
    ]);
  });
});

const eligibility = (...segments: readonly string[]) =>
  valueOf(
    read271(
      setOf(
        fileOf('271', '005010X279A1', [
          'BHT*0022*11*Q1*20260305*1200',
          'HL*1**20*1',
          'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
          'HL*2*1*21*1',
          'NM1*1P*2*ELM CLINIC*****XX*1999999984',
          ...segments,
        ]),
      ),
    ),
  );
const insured = [
  'HL*3*2*22*0',
  'TRN*2*T-1*1999999999',
  'TRN*1*P-1*1888888888',
  'NM1*IL*1*SAMPLE*TESTA****MI*W123456789',
];

describe('an eligibility answer', () => {
  test("contains the benefits, the patient's share and the dates of the plan", () => {
    const value = eligibility(
      ...insured,
      'DTP*291*RD8*20260101-20261231',
      'EB*1**30',
      'EB*6**35',
      'EB*C*IND*30***23*500*****Y',
      'MSG*AFTER THE DEDUCTIBLE',
      'EB*A**98*****.2***N*W',
    );
    expect(eligibilityAnswers(value)).toEqual([
      {
        kind: 'eligibility',
        position: 7,
        requestTraces: ['T-1'],
        coverage: 'active',
        memberId: 'W123456789',
        planBegan: '2026-01-01',
        planEnded: '2026-12-31',
        benefits: [
          { kind: 'active', code: '1', serviceTypes: ['30'], messages: [] },
          { kind: 'inactive', code: '6', serviceTypes: ['35'], messages: [] },
          {
            kind: 'deductible',
            code: 'C',
            serviceTypes: ['30'],
            coverageLevel: 'IND',
            period: '23',
            amountCents: 50_000,
            inNetwork: true,
            messages: ['AFTER THE DEDUCTIBLE'],
          },
          { kind: 'coinsurance', code: 'A', serviceTypes: ['98'], share: 0.2, needsAuthorization: false, messages: [] },
        ],
        otherPayers: [],
        rejections: [],
      },
    ]);
  });

  test("names another payer with the patient's member id there", () => {
    const related = ['LS*2120', 'NM1*PR*2*OTHER PAYER*****PI*OTHER', 'NM1*IL*1******MI*X9', 'LE*2120'];
    expect(eligibilityAnswers(eligibility(...insured, 'EB*R**30', ...related))[0]?.otherPayers).toEqual([
      { name: 'OTHER PAYER', id: 'OTHER', memberId: 'X9' },
    ]);
  });

  test("about a dependent contains the subscriber's member id", () => {
    const value = eligibility(
      'HL*3*2*22*1',
      'NM1*IL*1*SAMPLE*****MI*W123456789',
      'HL*4*3*23*0',
      'TRN*2*T-1*1999999999',
      'NM1*03*1*SAMPLE*TESTB',
      'DTP*346*D8*20260101',
      'EB*6**30',
    );
    expect(eligibilityAnswers(value)).toMatchObject([
      { requestTraces: ['T-1'], coverage: 'inactive', memberId: 'W123456789', planBegan: '2026-01-01' },
    ]);
  });

  test('that rejects says where and why', () => {
    expect(eligibilityAnswers(eligibility(...insured, 'AAA*N**75*C'))).toMatchObject([
      { coverage: 'refused', rejections: [{ loop: '2100C', reason: '75', followUp: 'C' }] },
    ]);
  });

  test('that rejects above patient level rejects all requests', () => {
    const value = eligibility('AAA*N**43*C');
    expect(eligibilityAnswers(value)).toEqual([]);
    expect(inquiryRefusals(value)).toEqual([{ loop: '2100B', reason: '43', followUp: 'C' }]);
  });
});
