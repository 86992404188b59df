import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkForm } from '../../../activities/claims/check-form.ts';
import { claimInterchange } from '../../../activities/claims/claim-interchange.ts';
import { builtInClaims } from '../../../client/demo/intakes.ts';
import { scenarios } from '../../../client/demo/scenario.ts';
import { isoDate } from '../../../domain/dates.ts';
import { formFindings } from '../../../domain/scrub/form.ts';
import { scrub } from '../../../domain/scrub/scrub.ts';
import type { Intake } from '../../../domain/schema/intake.ts';
import { readIntake } from '../../../domain/schema/read-intake.ts';
import { aLine, anIntake, type anIntakeJson } from '../../domain/builders.ts';

type Json = ReturnType<typeof anIntakeJson>;
const today = isoDate('2026-03-05');

function findingsOf(intake: Intake, on = today): readonly string[] {
  return formFindings(
    checkForm({ claimId: 'V88121A7K2', intake, payerControlNumber: null }, 'original', on),
    intake,
    [],
  ).map(({ rule, path }) => `${rule} ${path}`);
}
const findings = (change: (json: Json) => unknown): readonly string[] => findingsOf(anIntake(change));

function textOf(intake: Intake): string {
  const written = claimInterchange(
    {
      intake,
      claimId: 'C1',
      as: 'original',
      senderId: 'SENDER',
      receiverId: 'RECEIVER',
      reference: 'C1-1',
      on: today,
      at: '1200',
    },
    { control: 1, usage: 'T' },
  );
  return written.kind === 'written' ? Buffer.from(written.bytes).toString('latin1') : '';
}

test('a complete claim has no finding', () => {
  expect(findings(() => undefined)).toEqual([]);
});

test('the example of the README has no finding', () => {
  const file = fileURLToPath(new URL('../../../docs/example-intake.json', import.meta.url));
  const example = JSON.parse(readFileSync(file, 'utf8')) as object;
  const intake = anIntake((json) => Object.assign(json, example));
  expect(findingsOf(intake, isoDate('2027-01-01'))).toEqual([]);
});

describe('a payer would reject or doubt', () => {
  const facility = { organizationName: 'Elm Surgery', address: { address1: '1 Way', city: 'Trenton', state: 'NJ' } };
  const born = { firstName: 'Ann', lastName: 'Sample', dateOfBirth: '2030-01-01', gender: 'F' };
  test.each<[string, (json: Json) => unknown, string]>([
    [
      'a billing ZIP code of five digits',
      (json) => (json.billing.address.postalCode = '08608'),
      'x12-situation.required billing.address.postalCode',
    ],
    [
      'a facility ZIP code of five digits',
      (json) =>
        Object.assign(json, {
          serviceFacility: { ...facility, address: { ...facility.address, postalCode: '08608' } },
        }),
      'x12-situation.required serviceFacility.address.postalCode',
    ],
    ...['0000', '9999'].map((end): [string, (json: Json) => unknown, string] => [
      `a ZIP code that ends in ${end}`,
      (json) => (json.billing.address.postalCode = `08608${end}`),
      'x12-code.unknown billing.address.postalCode',
    ]),
    [
      'the state ZZ of a patient',
      (json) => (json.patient.address.state = 'ZZ'),
      'x12-code.unknown patient.address.state',
    ],
    [
      'the state ZZ of the billing provider',
      (json) => (json.billing.address.state = 'ZZ'),
      'x12-code.unknown billing.address.state',
    ],
    ['the tax id 000000000', (json) => (json.billing.taxId = '000000000'), 'x12-tax-id.form billing.taxId'],
    [
      'a subscriber who is not born yet',
      (json) =>
        Object.assign(json.insurance[0]!, {
          relationshipToSubscriber: 'spouse',
          subscriber: { ...born, address: json.patient.address },
        }),
      'x12-date.future insurance[0].subscriber.dateOfBirth',
    ],
    [
      'an inpatient visit without the day of admission',
      (json) => (json.claim.placeOfServiceCode = '21'),
      'x12-situation.required claim',
    ],
  ])('%s', (_, change, expected) => {
    expect(findings(change)).toEqual([expected]);
  });
});

test('no claim of the demo has a finding', () => {
  const day = '2026-03-05';
  const found = builtInClaims(scenarios.length, 1, day).map(({ intake }) => {
    const read = readIntake(intake);
    return read.kind === 'ok' ? findingsOf(read.intake) : [JSON.stringify(read.problems)];
  });
  expect(found.flat()).toEqual([]);
});

describe('letters', () => {
  test('of Latin names, streets and notes never cause a finding', () => {
    const letter = fc.integer({ min: 0xc0, max: 0x17f }).filter((code) => code !== 0xd7 && code !== 0xf7);
    const text = fc.string({ unit: letter.map((code) => String.fromCodePoint(code)), minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(text, text, text, text, (lastName, firstName, street, note) => {
        const intake = anIntake((json) => {
          Object.assign(json.patient, { lastName, firstName });
          json.patient.address.address1 = street;
          json.claim.serviceLines = [aLine({ note })];
        });
        expect(findingsOf(intake)).toEqual([]);
        expect(textOf(intake)).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });

  test('of Polish names reach the payer as it spells them', () => {
    const intake = anIntake((json) => Object.assign(json.patient, { firstName: 'Łukasz', lastName: 'Żółkiewski' }));
    expect(textOf(intake)).toContain('NM1*IL*1*Zolkiewski*Lukasz*');
    expect(findingsOf(intake)).toEqual([]);
  });

  test.each<[string, (json: Json) => unknown, string]>([
    ['in a name', (json) => (json.patient.lastName = 'Иванов'), 'patient.lastName'],
    ['in a street', (json) => (json.patient.address.address1 = '北京路 1'), 'patient.address.address1'],
    [
      'in the note of a line',
      (json) => (json.claim.serviceLines = [aLine({ note: 'π' })]),
      'claim.serviceLines[0].note',
    ],
    ['in an identifier', (json) => (json.insurance[0]!.memberId = 'W1ł23'), 'insurance[0].memberId'],
    ['and a delimiter in an identifier', (json) => (json.insurance[0]!.memberId = 'W1*23'), 'insurance[0].memberId'],
  ])('that X12 cannot carry %s are asked about, and nothing is sent without them', (_, change, path) => {
    expect(findings(change)).toEqual([`letters-not-in-x12 ${path}`]);
  });

  test('are named by place, never by value', () => {
    const intake = anIntake((json) => (json.patient.lastName = 'Иванов'));
    const found = formFindings(
      checkForm({ claimId: 'V88121A7K2', intake, payerControlNumber: null }, 'original', today),
      intake,
      [],
    );
    expect(JSON.stringify(found)).not.toContain('Иванов');
  });
});

test('a finding about a service line names the line', () => {
  const tooLong = { lineId: '2', serviceDate: '2026-03-02', note: 'Strauß '.repeat(11).trim() };
  const intake = anIntake((json) => (json.claim.serviceLines = [aLine(), aLine(tooLong)]));
  expect(
    formFindings(checkForm({ claimId: 'V1', intake, payerControlNumber: null }, 'original', today), intake, []).map(
      ({ path }) => path,
    ),
  ).toEqual(['claim.serviceLines[1].note']);
});

test('what a rule of ours has named is not named again', () => {
  const intake = anIntake((json) => (json.billing.taxId = '000000000'));
  const named = [{ rule: 'x', path: 'billing.taxId', message: 'm' }];
  expect(
    formFindings(checkForm({ claimId: 'V1', intake, payerControlNumber: null }, 'original', today), intake, named),
  ).toEqual([]);
});

test('a missing contact is asked about once, by the rule that says what to set', () => {
  const intake = anIntake((json) => Reflect.deleteProperty(json.billing, 'contact'));
  const named = scrub({ intake, today, timelyFilingOn: today });
  expect(named.map(({ path }) => path)).toEqual(['billing.contact']);
  const form = checkForm({ claimId: 'V1', intake, payerControlNumber: null }, 'original', today);
  expect(form.findings.length).toBeGreaterThan(0);
  expect(formFindings(form, intake, named)).toEqual([]);
});

describe('a replacement', () => {
  const found = (payerControlNumber: string | null): readonly string[] => {
    const intake = anIntake();
    const form = checkForm({ claimId: 'V1', intake, payerControlNumber }, 'replacement', today);
    return formFindings(form, intake, []).map(({ rule, path }) => `${rule} ${path}`);
  };

  test('with the number of the claim that it replaces has no finding', () => {
    expect(found('ICN123')).toEqual([]);
  });

  test('is asked about when the number of the payer cannot be written', () => {
    expect(found('ICN*123')).toEqual(['letters-not-in-x12 claim.payerControlNumber']);
  });

  test('without that number is asked about', () => {
    expect(found(null)).toEqual(['x12-frequency.reference claim.payerControlNumber']);
  });
});
