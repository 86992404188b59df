import { describe, expect, test } from '@jest/globals';
import {
  type Acknowledgment999,
  check,
  type Claims837P,
  FileShower,
  type Finding,
  read277CA,
  read835,
  read837P,
  read999,
  type Remittance835,
  show,
  write835,
  write837P,
  write999,
  writeInterchange,
} from '../../x12/index.ts';
import {
  aClaimLoop,
  anInterchange,
  aRemittance835,
  bytesOf,
  fileOf,
  setOf,
  someClaims,
  textOf,
  written,
} from './builders.ts';

// What the grammar writes is read back unchanged, and each violation is a finding with its place.

const segmentsOf = (bytes: Uint8Array): readonly string[] => textOf(bytes).split('~').slice(2, -4);
const places = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, loop, segment, element, component }) =>
    [rule, loop, segment, element, component].filter((part) => part !== undefined).join(' '),
  );
const refusals = (value: Claims837P): readonly string[] => {
  const result = writeInterchange(anInterchange([write837P(value, '0001')]));
  return result.kind === 'refused' ? places(result.findings) : [];
};
const withClaim = (claim: ReturnType<typeof aClaimLoop>): Claims837P => {
  const value = someClaims();
  const [provider] = value.billingProviders ?? [];
  const [subscriber] = provider?.subscribers ?? [];
  if (!provider || !subscriber) throw new Error('the builder makes no subscriber');
  return { ...value, billingProviders: [{ ...provider, subscribers: [{ ...subscriber, claims: [claim] }] }] };
};

describe('professional claims', () => {
  test('are written in the order of the guide, with numbered levels and lines', () => {
    expect(segmentsOf(written(anInterchange([write837P(someClaims(), '0001')])))).toEqual([
      'ST*837*0001*005010X222A1',
      'BHT*0019*00*B1*20260305*1200*CH',
      'NM1*41*2*ELM CLINIC*****46*SENDER',
      'PER*IC*BILLING OFFICE*TE*6095550142',
      'NM1*40*2*DEMO PAYER*****46*RECEIVER',
      'HL*1**20*1',
      'NM1*85*2*ELM CLINIC*****XX*1999999984',
      'N3*18 ELM ST',
      'N4*TRENTON*NJ*086081234',
      'REF*EI*123456789',
      'HL*2*1*22*0',
      'SBR*P*18*******CI',
      'NM1*IL*1*SAMPLE*TESTA****MI*W123456789',
      'N3*18 ELM ST',
      'N4*TRENTON*NJ*086081234',
      'DMG*D8*19840309*F',
      'NM1*PR*2*DEMO PAYER*****PI*DEMO1',
      'CLM*V88121A7K2*200***11:B:1*Y*A*Y*Y',
      'HI*ABK:J4540',
      'LX*1',
      'SV1*HC:G0463*200*UN*1***1',
      'DTP*472*D8*20260302',
      'REF*6R*1',
    ]);
  });

  test('are read back as they were written', () => {
    const read = read837P(setOf(written(anInterchange([write837P(someClaims(), '0001')]))));
    expect(read.kind === 'read' && read.value).toMatchObject(someClaims());
  });

  test('keep the position of each claim and line', () => {
    const read = read837P(setOf(written(anInterchange([write837P(someClaims(), '0001')]))));
    const claim = read.kind === 'read' ? read.value.billingProviders?.[0]?.subscribers?.[0]?.claims?.[0] : undefined;
    expect([claim?.position, claim?.lines?.[0]?.position]).toEqual([18, 20]);
  });

  test.each([
    ['a delimiter in a note', { note: { purpose: 'ADD', text: 'A*B' } }, 'element.characters 2300 NTE 2'],
    ['a letter outside the character set', { note: { purpose: 'ADD', text: 'né' } }, 'element.characters 2300 NTE 2'],
    ['a note of 81 characters', { note: { purpose: 'ADD', text: 'A'.repeat(81) } }, 'element.too-long 2300 NTE 2'],
    ['no lines', { lines: [] }, 'segment.missing 2300 LX'],
    ['51 lines', { lines: Array.from({ length: 51 }, () => aClaimLoop().lines?.[0]) }, 'segment.too-many 2300 LX'],
    ['part of a cent', { claim: { ...aClaimLoop().claim, chargeCents: 0.5 } }, 'element.type 2300 CLM 2'],
    ['no diagnosis', { diagnoses: undefined }, 'segment.missing 2300 HI'],
  ])('are refused with %s, and the place is named', (_, change, place) => {
    expect(refusals(withClaim({ ...aClaimLoop(), ...(change as object) }))).toEqual([place]);
  });

  test('name the component of a composite that is missing', () => {
    const claim = aClaimLoop();
    const place = { code: '11', qualifier: 'B' } as unknown as typeof claim.claim.place;
    expect(refusals(withClaim({ ...claim, claim: { ...claim.claim, place } }))).toEqual([
      'element.missing 2300 CLM 5 3',
    ]);
  });
});

const plain835 = (): readonly string[] =>
  segmentsOf(written(anInterchange([write835(aRemittance835(), '0001')]))).slice(1);
const read = (segments: readonly string[]) => read835(setOf(fileOf('835', '005010X221A1', segments)));
const faults = (change: (segments: readonly string[]) => readonly string[]): readonly string[] => {
  return places(read(change(plain835())).findings);
};
const replaced = (from: string, to: string) => (segments: readonly string[]) =>
  segments.map((segment) => segment.replace(from, to));

describe('a remittance advice', () => {
  test('is read back as it was written', () => {
    const result = read(plain835());
    expect(result.kind === 'read' && result.value).toMatchObject(aRemittance835());
  });

  test.each([
    ['125', 12_500],
    ['125.5', 12_550],
    ['.05', 5],
    ['-10', -1000],
    ['0', 0],
    ['-0', 0],
  ])('reads the amount %s as whole cents', (amount, cents) => {
    const result = read(
      replaced('*16000*', '*0*')(plain835()).map((one) => one.replace('BPR*I*160', `BPR*I*${amount}`)),
    );
    expect(result.kind === 'read' && result.value.payment.amountCents).toBe(cents);
  });

  test.each(['1.005', '1,000', '1e3', '--1', '.', 'ABC'])('refuses the amount %s', (amount) => {
    expect(faults(replaced('BPR*I*160', `BPR*I*${amount}`))).toEqual(['element.type 835 BPR 2']);
  });

  test('may have many claims and lines, including a reversal', () => {
    const value: Remittance835 = aRemittance835();
    const [header] = value.headers ?? [];
    const claims = Array.from({ length: 500 }, () => header?.claims ?? []).flat();
    const bytes = written(
      anInterchange([write835({ ...value, headers: [{ number: { number: 1 }, claims }] }, '0001')]),
    );
    const result = read835(setOf(bytes));
    expect(result.kind === 'read' && result.value.headers?.[0]?.claims).toHaveLength(500);
  });

  test.each([
    ['a claim without its charge', replaced('CLP*V88121A7K2*1*200', 'CLP*V88121A7K2*1*'), 'element.missing 2100 CLP 3'],
    ['a day that is none', replaced('20260320', '20260231'), 'element.date 835 BPR 16'],
    ['an unknown adjustment group', replaced('CAS*CO', 'CAS*XX'), 'element.code 2110 CAS 1'],
    [
      'no trace number',
      (all: readonly string[]) => all.filter((one) => !one.startsWith('TRN')),
      'segment.missing 835 TRN',
    ],
    ['a segment from nowhere', (all: readonly string[]) => [...all, 'ZZZ*1'], 'segment.unknown 2110 '],
  ])('has a fault with %s', (_, change, place) => {
    expect(faults(change)).toEqual([place]);
  });

  test('with an element that is not used is read, with a finding', () => {
    const result = read(replaced('SVC*HC:G0463*200*160', 'SVC*HC:G0463*200*160*****X*Y')(plain835()));
    expect(result.kind).toBe('read');
    expect(result.findings.map(({ severity, rule, element }) => [severity, rule, element])).toEqual([
      ['error', 'element.not-used', 8],
      ['error', 'element.not-used', 9],
    ]);
  });

  test('gives the position of a fault, counted from ST = 1', () => {
    const result = read(replaced('CAS*CO', 'CAS*XX')(plain835()));
    expect(result.findings[0]?.position).toBe(14);
  });

  test('carries no value in a finding', () => {
    const result = read([...plain835(), 'NM1*QC*1*SECRETNAME*PERSON****MI*SECRETID', 'ZZZ*SECRETNAME']);
    expect(JSON.stringify(result.findings)).not.toContain('SECRET');
  });
});

describe('an implementation acknowledgment', () => {
  const answer: Acknowledgment999 = {
    group: { functionalId: 'HC', control: 42, version: '005010X222A1' },
    sets: [
      {
        set: { set: '837', control: '0001', guide: '005010X222A1' },
        faults: [
          {
            segment: { id: 'PRV', position: 12, loop: '2310', code: '8' },
            elements: [{ element: { place: { element: 3 }, referenceNumber: 127, code: '1' } }],
          },
        ],
        verdict: { code: 'R', faults: ['5'] },
      },
    ],
    verdict: { code: 'R', included: 1, received: 1, accepted: 0 },
  };

  test('is written and read back', () => {
    const bytes = written(anInterchange([write999(answer, '0001')]));
    expect(segmentsOf(bytes).slice(1)).toEqual([
      'AK1*HC*42*005010X222A1',
      'AK2*837*0001*005010X222A1',
      'IK3*PRV*12*2310*8',
      'IK4*3*127*1',
      'IK5*R*5',
      'AK9*R*1*1*0',
    ]);
    const result = read999(setOf(bytes));
    expect(result.kind === 'read' && result.value).toMatchObject(answer);
  });
});

describe('checking a set', () => {
  test.each([
    ['837', '005010X222A1', 'HC'],
    ['835', '005010X221A1', 'HP'],
  ])('of kind %s finds nothing in what we write', (kind, version, functionalId) => {
    const set = kind === '837' ? write837P(someClaims(), '0001') : write835(aRemittance835(), '0001');
    const group = { functionalId, senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7, version, sets: [set] };
    expect(check(setOf(written(anInterchange([], { groups: [group] }))))).toEqual([]);
  });

  test('uses the guide that the set names, and reports an unknown one', () => {
    const places = check(setOf(fileOf('278', '005010X217', ['BHT*0007']))).map(({ rule, segment }) => [rule, segment]);
    expect(places).toEqual([['set.unsupported', 'ST']]);
  });
});

describe('showing a set', () => {
  test('names loop, element and component of each segment', () => {
    const shown = show(setOf(fileOf('835', '005010X221A1', plain835())));
    expect(shown[9]).toMatchObject({ position: 10, id: 'CLP', loop: '2100' });
    expect(shown[9]?.elements[0]).toEqual({ place: '01', name: 'patientControlNumber', text: 'V88121A7K2' });
    expect(shown[11]?.elements.slice(0, 2)).toEqual([
      { place: '01-1', name: 'procedure.qualifier', text: 'HC' },
      { place: '01-2', name: 'procedure.code', text: 'G0463' },
    ]);
  });

  test.each([
    ['D8*20260302', 'when 2026-03-02'],
    ['RD8*20260302-20260305', 'when 2026-03-02 to 2026-03-05'],
    ['DT*202603020830', 'when 2026-03-02 08:30'],
    ['D8*SOME DAY', 'when SOME DAY'],
  ])('prints days as people write them: %s', (text, line) => {
    const bytes = textOf(written(anInterchange([write837P(someClaims(), '0001')]))).replace('D8*20260302', text);
    const lines: string[] = [];
    const shower = new FileShower((one) => lines.push(one));
    shower.push(bytesOf(bytes));
    shower.end();
    expect(lines.find((one) => one.includes('serviceDate'))).toContain(line);
  });

  test('shows no loop for a segment that belongs to none', () => {
    const shown = show(setOf(fileOf('835', '005010X221A1', [...plain835(), 'ZZZ*1'])));
    expect(shown.find(({ id }) => id === 'ZZZ')).toEqual({
      position: 16,
      id: 'ZZZ',
      elements: [{ place: '01', text: '1' }],
    });
  });
});

test('a set of another kind is faulty and does not throw', () => {
  for (const reader of [read837P, read999, read277CA]) {
    expect(reader(setOf(fileOf('835', '005010X221A1', plain835()))).kind).toBe('faulty');
  }
});
