import { describe, expect, test } from '@jest/globals';
import {
  check,
  type ClaimStatusRequest276,
  type EligibilityInquiry270,
  type GuideName,
  guides,
  read270,
  read271,
  read276,
  read277,
  type SetToWrite,
  write270,
  write271,
  write276,
  write277,
} from '../../x12/index.ts';
import { anInterchange, fileOf, setOf, textOf, written } from './builders.ts';

// Eligibility inquiries and claim status requests are written as payers accept them, and the answers are read.

const fileWith = (name: GuideName, set: SetToWrite): Uint8Array => {
  const { functionalId, version } = guides[name];
  const group = { functionalId, senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version, sets: [set] };
  return written(anInterchange([], { groups: [group] }));
};
const segmentsOf = (bytes: Uint8Array): readonly string[] => textOf(bytes).split('~').slice(3, -4);
const beginning = { reference: 'Q1', on: '2026-03-05', at: '1200' };
const provider = { type: '2', lastName: 'ELM CLINIC', idQualifier: 'XX', id: '1999999984' } as const;
const trace = { number: 'T-1', assignerId: '1999999999' };

const eligibility = (): EligibilityInquiry270 => ({
  beginning: { purpose: '13', ...beginning },
  sources: [
    {
      payer: { name: { role: 'PR', type: '2', lastName: 'DEMO PAYER', idQualifier: 'PI', id: 'DEMO1' } },
      receivers: [
        {
          receiver: { name: { role: '1P', ...provider } },
          subscribers: [
            {
              traces: [trace],
              subscriber: {
                name: { type: '1', lastName: 'SAMPLE', firstName: 'TESTA', idQualifier: 'MI', id: 'W123456789' },
                demographics: { bornOn: '1984-03-09', gender: 'F' },
                dates: [{ qualifier: '291', when: '2026-03-05' }],
                inquiries: [
                  { inquiry: { serviceTypes: ['30', '98'] } },
                  { inquiry: { procedure: { qualifier: 'HC', code: 'G0463', modifiers: ['25'] } } },
                ],
              },
            },
          ],
        },
      ],
    },
  ],
});

const claim = {
  trace: { number: 'T-2' },
  payerControlNumber: { value: 'P1' },
  patientControlNumber: { value: 'V88121A7K2' },
  charge: { amountCents: 20_050 },
  serviceDate: { when: '2026-03-02/2026-03-03' },
};
const claimStatus = (): ClaimStatusRequest276 => ({
  beginning,
  sources: [
    {
      payer: { name: { organizationName: 'DEMO PAYER', idQualifier: 'PI', id: 'DEMO1' } },
      receivers: [
        {
          receiver: { name: { type: '2', lastName: 'ELM CLINIC', id: 'SENDER' } },
          providers: [
            {
              names: [{ name: provider }],
              subscribers: [
                {
                  subscriber: { name: { type: '1', lastName: 'SAMPLE', idQualifier: 'MI', id: 'W123456789' } },
                  patients: [
                    {
                      demographics: { bornOn: '2015-03-09' },
                      patient: { name: { lastName: 'SAMPLE', firstName: 'TESTB' } },
                      claims: [claim],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
});

describe('an eligibility inquiry', () => {
  const bytes = fileWith('270', write270(eligibility(), '0001'));

  test('is written in the order of the guide', () => {
    expect(segmentsOf(bytes)).toEqual([
      'BHT*0022*13*Q1*20260305*1200',
      'HL*1**20*1',
      'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
      'HL*2*1*21*1',
      'NM1*1P*2*ELM CLINIC*****XX*1999999984',
      'HL*3*2*22*0',
      'TRN*1*T-1*1999999999',
      'NM1*IL*1*SAMPLE*TESTA****MI*W123456789',
      'DMG*D8*19840309*F',
      'DTP*291*D8*20260305',
      'EQ*30^98',
      'EQ**HC:G0463:25',
    ]);
  });

  test('is read back without a finding', () => {
    expect(read270(setOf(bytes))).toMatchObject({ kind: 'read', value: eligibility(), findings: [] });
    expect(check(setOf(bytes))).toEqual([]);
  });
});

describe('a claim status request', () => {
  const bytes = fileWith('276', write276(claimStatus(), '0001'));

  test('is written in the order of the guide', () => {
    expect(segmentsOf(bytes).slice(7)).toEqual([
      'HL*4*3*22*1',
      'NM1*IL*1*SAMPLE*****MI*W123456789',
      'HL*5*4*23',
      'DMG*D8*20150309',
      'NM1*QC*1*SAMPLE*TESTB',
      'TRN*1*T-2',
      'REF*1K*P1',
      'REF*EJ*V88121A7K2',
      'AMT*T3*200.5',
      'DTP*472*RD8*20260302-20260303',
    ]);
  });

  test('is read back, and nothing is wrong with it', () => {
    expect(read276(setOf(bytes))).toMatchObject({ kind: 'read', value: claimStatus(), findings: [] });
    expect(check(setOf(bytes))).toEqual([]);
  });
});

const answer271 = [
  'BHT*0022*11*Q1*20260305*1200',
  'HL*1**20*1',
  'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
  'HL*2*1*21*1',
  'NM1*1P*2*ELM CLINIC*****XX*1999999984',
  'HL*3*2*22*0',
  'TRN*2*T-1*1999999999',
  'NM1*IL*1*SAMPLE*TESTA****MI*W123456789',
  'DMG*D8*19840309*F',
  'DTP*346*D8*20260101',
  'EB*1**30',
  'EB*C*IND*30*HM*GOLD*23*500*****Y',
  'HSD*VS*12***22',
  'DTP*292*RD8*20260101-20261231',
  'MSG*AFTER THE DEDUCTIBLE',
  'III*ZZ*11',
  'EB*A**98*****.2',
  'EB*R**30',
  'LS*2120',
  'NM1*PR*2*OTHER PAYER*****PI*OTHER',
  'PER*IC**TE*8005550100',
  'LE*2120',
];
const answer277 = [
  'BHT*0010*08*Q1*20260306*1200*DG',
  'HL*1**20*1',
  'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
  'HL*2*1*21*1',
  'NM1*41*2*ELM CLINIC*****46*SENDER',
  'HL*3*2*19*1',
  'NM1*1P*2*ELM CLINIC*****XX*1999999984',
  'HL*4*3*22*0',
  'NM1*IL*1*SAMPLE*****MI*W123456789',
  'TRN*2*T-2',
  'STC*F1:65*20260306**200.5*160*20260305**20260306*CHECK1*F1:66:PR',
  'REF*1K*P1',
  'DTP*472*D8*20260302',
  'SVC*HC:G0463*200.5*160****1',
  'STC*F1:65*20260306',
  'REF*FJ*1',
  'DTP*472*D8*20260302',
];

describe('answers', () => {
  test.each([
    ['an eligibility answer', '271', '005010X279A1', answer271, read271, write271],
    ['a claim status answer', '277', '005010X212', answer277, read277, write277],
  ] as const)('such as %s are read whole, and written the same', (_, name, guide, segments, read, write) => {
    const given = setOf(fileOf(name, guide, segments));
    const result = read(given);
    expect([result.kind, result.findings, check(given)]).toEqual(['read', [], []]);
    if (result.kind !== 'read') return;
    const set = (write as (value: unknown, control: string) => SetToWrite)(result.value, '0001');
    expect(segmentsOf(fileWith(name, set))).toEqual(segments);
  });

  test('have benefits with their shares, periods and other contacts', () => {
    const result = read271(setOf(fileOf('271', '005010X279A1', answer271)));
    const level = result.kind === 'read' ? result.value.sources?.[0]?.receivers?.[0]?.subscribers?.[0] : undefined;
    const benefits = level?.subscriber.benefits ?? [];
    expect(benefits).toMatchObject([
      { benefit: { information: '1', serviceTypes: ['30'] } },
      { benefit: { amountCents: 50_000, period: '23', inNetwork: 'Y' }, deliveries: [{ quantity: 12, period: '22' }] },
      { benefit: { share: 0.2 } },
      { related: { entities: [{ name: { role: 'PR', id: 'OTHER' } }] } },
    ]);
    expect(level?.traces).toMatchObject([{ type: '2', number: 'T-1' }]);
  });

  test('have statuses with the amount paid, the date and the check number', () => {
    const result = read277(setOf(fileOf('277', '005010X212', answer277)));
    const provider = result.kind === 'read' ? result.value.sources?.[0]?.receivers?.[0]?.providers?.[0] : undefined;
    expect(provider?.subscribers?.[0]?.claims?.[0]).toMatchObject({
      trace: { number: 'T-2' },
      statuses: [
        {
          statuses: [
            { category: 'F1', status: '65' },
            { category: 'F1', status: '66', entity: 'PR' },
          ],
          chargeCents: 20_050,
          paidCents: 16_000,
          finalizedOn: '2026-03-05',
          remittedOn: '2026-03-06',
          checkNumber: 'CHECK1',
        },
      ],
      services: [{ service: { chargeCents: 20_050 }, lineControlNumber: { value: '1' } }],
    });
  });
});

describe('a fault of an inquiry is found with its place', () => {
  const inquiry = segmentsOf(fileWith('270', write270(eligibility(), '0001')));
  const request = segmentsOf(fileWith('276', write276(claimStatus(), '0001')));
  const faults = (name: '270' | '276', segments: readonly string[]): readonly string[] =>
    check(setOf(fileOf(name, guides[name].version, segments))).map(({ rule, loop, segment, element }) =>
      [rule, loop, segment, element].filter((part) => part !== undefined).join(' '),
    );
  const without = (all: readonly string[], ...starts: readonly string[]): readonly string[] =>
    all.filter((one) => !starts.some((start) => one.startsWith(start)));
  const changed = (all: readonly string[], from: string, to: string): readonly string[] =>
    all.map((one) => one.replace(from, to));
  const dependent = ['HL*4*3*23*0', 'NM1*03*1*SAMPLE', 'EQ*30'];
  const asDependent = [...without(changed(inquiry, 'HL*3*2*22*0', 'HL*3*2*22*1'), 'EQ', 'DTP'), ...dependent];

  test.each([
    ['a check digit', changed(inquiry, '1999999984', '1999999985'), ['npi.check-digit 2100B NM1 9']],
    ['nobody asked about', without(inquiry, 'EQ'), ['situation.required 2110C EQ']],
    [
      'neither id nor birth',
      changed(without(inquiry, 'DMG'), '****MI*W123456789', ''),
      ['situation.required 2100C NM1 9'],
    ],
    ['a question for nothing', changed(inquiry, 'EQ*30^98', 'EQ***FAM'), ['element.incomplete 2110C EQ 1']],
    ['an unknown service type', changed(inquiry, 'EQ*30^98', 'EQ*30^31'), ['element.code 2110C EQ 1']],
    ['a pointer to nothing', changed(inquiry, 'EQ*30^98', 'EQ*30****1'), ['diagnosis.pointer 2110C EQ 5']],
    ['a trace above a dependent', asDependent, ['situation.not-used 2000C TRN', 'situation.required 2100D NM1 4']],
    [
      'too many dates',
      [...inquiry.slice(0, 10), ...Array.from({ length: 2 }, () => inquiry[9] ?? '')],
      ['segment.too-many 2100C DTP', 'situation.required 2110C EQ'],
    ],
  ])('in a 270: %s', (_, segments, expected) => expect(faults('270', segments)).toEqual(expected));

  test.each([
    ['a check digit', changed(request, '1999999984', '1999999985'), ['npi.check-digit 2100C NM1 9']],
    ['no service date', without(request, 'DTP'), ['situation.required 2200E DTP']],
    ['no claim', request.slice(0, -5), ['segment.missing 2000E TRN']],
    [
      'birth of who is not the patient',
      [...request.slice(0, 8), 'DMG*D8*19840309*F', ...request.slice(8)],
      ['situation.not-used 2000D DMG'],
    ],
    [
      'a line without units',
      [...request, 'SVC*HC:G0463*200.5', 'DTP*472*D8*20260302'],
      ['element.missing 2210E SVC 7'],
    ],
  ])('in a 276: %s', (_, segments, expected) => expect(faults('276', segments)).toEqual(expected));
});
