import { describe, expect, test } from '@jest/globals';
import { isoDate } from '../../../domain/dates.ts';
import { claimTo837P } from '../../../domain/edi/claim-to-837p.ts';
import type { Submission } from '../../../domain/edi/claim-loop-to-837p.ts';
import { claimsFrom837P, type ImportedClaim } from '../../../domain/edi/claims-from-837p.ts';
import { type Difference, notCarried } from '../../../domain/edi/not-carried.ts';
import { readIntake } from '../../../domain/schema/read-intake.ts';
import type { Intake } from '../../../domain/schema/intake.ts';
import { guides, read837P, write837P } from '../../../x12/index.ts';
import { anInterchange, setOf, textOf, written } from '../../x12/builders.ts';
import { aLine, anIntake } from '../builders.ts';

// Converts patient files to the 837P that payers expect, and back.

const address = { address1: '9 Oak Ave', city: 'Newark', state: 'NJ', postalCode: '071021234' };

const bytesOf = (intake: Intake, change: Partial<Submission> = {}): Uint8Array => {
  const claims = claimTo837P({
    intake,
    claimId: 'V88121A7K2',
    as: 'original',
    senderId: 'SENDER',
    receiverId: 'RECEIVER',
    reference: 'V88121A7K2-1',
    on: isoDate('2026-03-05'),
    at: '1200',
    ...change,
  });
  const group = {
    functionalId: 'HC',
    senderCode: 'SENDER',
    receiverCode: 'RECEIVER',
    control: 7,
    version: guides['837p'].version,
  };
  const groups = [{ ...group, sets: [write837P(claims, '0001')] }];
  return written(anInterchange([], { groups, characters: 'clean' }));
};
const segments = (intake: Intake, change?: Partial<Submission>): readonly string[] =>
  textOf(bytesOf(intake, change)).split('~');

describe('a claim', () => {
  test("names the patient as subscriber if the policy is the patient's own", () => {
    const all = segments(anIntake());
    expect(all).toContain('SBR*P*18*******CI');
    expect(all).toContain('NM1*IL*1*Sample*Testa****MI*W123456789');
    expect(all.filter((one) => one.startsWith('HL*'))).toEqual(['HL*1**20*1', 'HL*2*1*22*0']);
  });

  test('names the patient below the subscriber if somebody else holds the policy', () => {
    const holder = { firstName: 'Parenta', lastName: 'Sample', dateOfBirth: '1960-01-01', gender: 'M', address };
    const all = segments(
      anIntake((json) =>
        Object.assign(json.insurance[0] ?? {}, { relationshipToSubscriber: 'child', subscriber: holder }),
      ),
    );
    expect(all).toContain('SBR*P********CI');
    expect(all).toContain('NM1*IL*1*Sample*Parenta****MI*W123456789');
    expect(all).toContain('HL*3*2*23*0');
    expect(all.slice(all.indexOf('PAT*19'), all.indexOf('PAT*19') + 2)).toEqual(['PAT*19', 'NM1*QC*1*Sample*Testa']);
  });

  test('is an original without the payer control number', () => {
    const all = segments(anIntake(), { payerControlNumber: 'ICN1' });
    expect(all).toContain('CLM*V88121A7K2*200***11:B:1*Y*A*Y*Y');
    expect(all.filter((one) => one.startsWith('REF*F8'))).toEqual([]);
  });

  test('is a replacement with frequency 7 and the payer control number', () => {
    const all = segments(anIntake(), { as: 'replacement', payerControlNumber: 'ICN1' });
    expect(all).toContain('CLM*V88121A7K2*200***11:B:7*Y*A*Y*Y');
    expect(all).toContain('REF*F8*ICN1');
  });

  test('is a void with frequency 8 and the payer control number', () => {
    const all = segments(anIntake(), { as: 'void', payerControlNumber: 'ICN1' });
    expect(all).toContain('CLM*V88121A7K2*200***11:B:8*Y*A*Y*Y');
    expect(all).toContain('REF*F8*ICN1');
  });

  test('contains authorization, referral, accident and note', () => {
    const more = {
      priorAuthorizationNumber: 'AUTH1',
      referralNumber: 'REF1',
      accidentDate: '2026-02-01',
      note: 'See notes',
    };
    const all = segments(anIntake((json) => Object.assign(json.claim, more)));
    expect(all).toEqual(
      expect.arrayContaining(['REF*9F*REF1', 'REF*G1*AUTH1', 'DTP*439*D8*20260201', 'NTE*ADD*See notes']),
    );
    expect(all).toContain('CLM*V88121A7K2*200***11:B:1*Y*A*Y*Y**OA');
  });

  test('contains the reason for its delay, which an import keeps', () => {
    const late = anIntake((json) => Object.assign(json.claim, { delayReasonCode: '11' }));
    expect(segments(late)).toContain('CLM*V88121A7K2*200***11:B:1*Y*A*Y*Y***********11');
    const read = readIntake(claimsIn(bytesOf(late))[0]?.file);
    expect(read.kind === 'ok' && read.intake.claim.delayReasonCode).toBe('11');
  });

  test('contains its lines with modifiers, pointers, period, drug and our line number', () => {
    const line = aLine({
      lineId: 'L1',
      procedureCode: 'J3301',
      modifiers: ['LT', '59'],
      units: 1.5,
      chargeAmountCents: 12_345,
      diagnosisPointers: [2, 1],
      placeOfServiceCode: '12',
      serviceDateTo: '2026-03-04',
      drug: { ndc: '00003029305', quantity: 2.5, unit: 'ML' },
    });
    const all = segments(
      anIntake((json) => Object.assign(json.claim, { serviceLines: [line, aLine({ lineId: 'L2' })] })),
    );
    expect(all.slice(all.indexOf('LX*1'), all.indexOf('LX*2'))).toEqual([
      'LX*1',
      'SV1*HC:J3301:LT:59*123.45*UN*1.5*12**2:1',
      'DTP*472*RD8*20260302-20260304',
      'REF*6R*L1',
      'LIN**N4*00003029305',
      'CTP****2.5*ML',
    ]);
    expect(all).toContain('CLM*V88121A7K2*323.45***11:B:1*Y*A*Y*Y');
  });

  test('contains its diagnoses without dots, the principal one first', () => {
    expect(segments(anIntake())).toContain('HI*ABK:J4540*ABF:Z0000');
  });

  test('contains the specialty of the rendering provider if it is known', () => {
    expect(segments(anIntake())).toContain('PRV*PE*PXC*207Q00000X');
    const bare = anIntake((json) => Object.assign(json, { rendering: { ...json.rendering, taxonomyCode: undefined } }));
    expect(segments(bare).filter((one) => one.startsWith('PRV*PE'))).toEqual([]);
  });

  test('replaces accents and delimiters that X12 does not allow', () => {
    const all = segments(anIntake((json) => Object.assign(json.patient, { lastName: 'Muñoz~Dé*la:Cruz' })));
    expect(all).toContain('NM1*IL*1*Munoz De la Cruz*Testa****MI*W123456789');
  });
});

describe('a claim read from an 837P', () => {
  test.each([
    ['of a patient who holds the policy', () => anIntake()],
    [
      'of a child, with all optional fields',
      () =>
        anIntake((json) => {
          const holder = { firstName: 'Parenta', lastName: 'Sample', dateOfBirth: '1960-01-01', gender: 'M', address };
          Object.assign(json.insurance[0] ?? {}, {
            relationshipToSubscriber: 'child',
            subscriber: holder,
            groupNumber: 'G1',
          });
          Object.assign(json.claim, {
            priorAuthorizationNumber: 'A1',
            referralNumber: 'R1',
            accidentDate: '2026-02-01',
          });
          const person = { npi: '1234567893', firstName: 'Rea', lastName: 'Ferring' };
          const serviceFacility = { npi: '1234567893', organizationName: 'Elm Lab', address };
          Object.assign(json, { referring: person, supervising: person, serviceFacility });
        }),
    ],
  ])('%s gives the same patient file', (_, make) => {
    const intake = make();
    const [imported] = claimsIn(bytesOf(intake));
    const again = readIntake(imported?.file);
    expect(again.kind === 'ok' ? fieldsOf837P(again.intake) : again).toEqual(fieldsOf837P(intake));
  });

  test('is a replacement with the number of the claim that it replaces', () => {
    const [imported] = claimsIn(bytesOf(anIntake(), { as: 'replacement', payerControlNumber: 'ICN1' }));
    const read = readIntake(imported?.file);
    expect(read.kind === 'ok' && read.intake.claim).toMatchObject({
      claimFrequencyCode: '7',
      payerControlNumber: 'ICN1',
    });
  });

  test('is a void of the claim that it names', () => {
    const text = textOf(bytesOf(anIntake(), { as: 'replacement', payerControlNumber: 'ICN1' }));
    const [imported] = claimsIn(Buffer.from(text.replace(':B:7*', ':B:8*'), 'latin1'));
    const read = readIntake(imported?.file);
    expect(read.kind === 'ok' && read.intake.claim.claimFrequencyCode).toBe('8');
  });
});

describe('what a patient file does not carry of an 837P', () => {
  const spouse = {
    relationshipToSubscriber: 'spouse',
    subscriber: { firstName: 'Sam', lastName: 'Sample', dateOfBirth: '1980-01-01', gender: 'M', address },
  };
  const lossesOf = (change: (text: string) => string, make = anIntake()): readonly string[] =>
    differencesOf(change, make).map(({ path }) => path);
  const differencesOf = (change: (text: string) => string, make = anIntake()): readonly Difference[] =>
    claimsIn(Buffer.from(recounted(change(textOf(bytesOf(make)))), 'latin1')).flatMap((imported) => {
      const read = readIntake(imported.file);
      if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
      return notCarried(imported, read.intake);
    });
  const level = 'billingProviders[0].subscribers[0]';
  const claim = `${level}.claims[0]`;

  test('is nothing for what we write ourselves', () => {
    expect(lossesOf((text) => text)).toEqual([]);
  });

  test.each([
    [/(CLM\*[^~]*)~/, '$1~AMT*F5*10~', 'content that would be lost'],
    [/(CLM\*[^*]*\*)[\d.]+/, '$1999', '$999.00, which would become $200.00'],
    [/\*CH~/, '*RP~', 'content that would be changed'],
  ])('says what would happen: %s', (segment, instead, what) => {
    expect(differencesOf((text) => text.replace(segment, instead)).map((each) => each.what)).toContain(what);
  });

  test('is nothing for a dependent whose subscriber has no address', () => {
    const dependent = anIntake((json) => Object.assign(json.insurance[0]!, spouse));
    const without = (text: string): string => text.replace(/(NM1\*IL[^~]*~)N3[^~]*~N4[^~]*~/, '$1');
    expect(lossesOf(without, dependent)).toEqual([]);
  });

  test.each([
    [
      'an auto accident in its state',
      /(CLM\*[^~]*)~/,
      '$1**AA:::NJ~DTP*439*D8*20260201~',
      [`${claim}.claim.causes.codes[0]`, `${claim}.claim.causes.state`],
    ],
    ['the day of onset', /(CLM\*[^~]*~)/, '$1DTP*431*D8*20260201~', [`${claim}.dates`]],
    ['what the patient paid', /(CLM\*[^~]*~)/, '$1AMT*F5*10~', [`${claim}.patientPaid`]],
    ['a CLIA number', /(CLM\*[^~]*~)/, '$1REF*X4*11D0000000~', [`${claim}.cliaNumber`]],
    ['an attachment', /(CLM\*[^~]*~)/, '$1PWK*OZ*BM***AC*DMN1~', [`${claim}.attachments`]],
    [
      'a fax number',
      /(NM1\*85[^]*?PER\*IC\*[^~]*)~/,
      '$1*FX*6095550143~',
      ['billingProviders[0].billingProvider.contacts[0].numbers[1]'],
    ],
    ['an encounter that is only reported', /\*CH~/, '*RP~', ['beginning.type']],
    ['an attachment of a line', /(LX\*1~SV1[^~]*~)/, '$1PWK*OZ*BM***AC*DMN1~', [`${claim}.lines[0].attachments`]],
  ] as const)('is listed: %s', (_, segment, instead, expected) => {
    expect(lossesOf((text) => text.replace(segment, instead))).toEqual(expected);
  });
});

/** The file with its number of segments counted again. */
function recounted(text: string): string {
  const segments = text.split('~');
  const [from, to] = ['ST', 'SE'].map((id) => segments.findIndex((segment) => segment.startsWith(`${id}*`)));
  return text.replace(/SE\*\d+\*/, `SE*${(to ?? 0) - (from ?? 0) + 1}*`);
}

function claimsIn(bytes: Uint8Array): readonly ImportedClaim[] {
  const read = read837P(setOf(bytes));
  return read.kind === 'read' ? claimsFrom837P(read.value) : [];
}

/** The fields of a patient file that an 837P contains. */
function fieldsOf837P({
  patient,
  insurance,
  billing,
  rendering,
  referring,
  supervising,
  serviceFacility,
  claim,
}: Intake) {
  const diagnoses = claim.diagnoses.map(({ code }) => ({ code: code.replace('.', '') }));
  const coverages = insurance.map(({ effectiveFrom: _, planId: __, network: ___, ...coverage }) => coverage);
  return {
    patient,
    insurance: coverages,
    billing,
    rendering,
    referring,
    supervising,
    serviceFacility,
    claim: { ...claim, diagnoses },
  };
}
