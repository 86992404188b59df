import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filingCodes } from '../../../domain/codes.ts';
import { isoDate } from '../../../domain/dates.ts';
import { claimTo837P } from '../../../domain/edi/claim-to-837p.ts';
import { claimsFrom837P } from '../../../domain/edi/claims-from-837p.ts';
import { notCarried } from '../../../domain/edi/not-carried.ts';
import type { Intake } from '../../../domain/schema/intake.ts';
import { readIntake } from '../../../domain/schema/read-intake.ts';
import { check, guides, read837P, write837P } from '../../../x12/index.ts';
import { anInterchange, setOf, written } from '../../x12/builders.ts';

// Every field of a patient file that an 837P can contain is the same after writing and reading the 837P.

const word = (max: number, min = 1) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${min},${Math.min(max, 12)}}$`));
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const day = (from: number, to: number) =>
  fc
    .integer({ min: Date.UTC(from, 0, 1) / 86_400_000, max: Date.UTC(to, 11, 31) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const npi = fc.constantFrom('1999999984', '1234567893', '1245319599');
/** A record whose last fields may be absent. */
const record = <R extends object, O extends object>(
  required: { [K in keyof R]: fc.Arbitrary<R[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
) => fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) as never[] });

const addressWith = (code: fc.Arbitrary<string>) =>
  record(
    { address1: word(55), city: word(30, 2), state: fc.constantFrom('NJ', 'TX'), postalCode: code },
    { address2: word(55) },
  );
const address = addressWith(fc.oneof(digits(5), digits(9)));
const wholeAddress = addressWith(digits(9));
const nameOf = (max: number) => word(max).filter((name) => /[A-Za-z]/.test(name));
const names = { firstName: nameOf(35), lastName: nameOf(60) };
const moreNames = { middleName: word(25), suffix: word(10) };
const person = { dateOfBirth: day(1930, 2020), gender: fc.constantFrom('F', 'M', 'U'), address };
const provider = record({ npi, ...names }, moreNames);
const specialist = record({ npi, ...names, taxonomyCode: fc.constant('207Q00000X') }, moreNames);

const coverage = (place: 'P' | 'S' | 'T') => {
  const policy = {
    payerResponsibility: fc.constant(place),
    payerId: fc.constantFrom('AA1', 'BB2', 'CC3').map((id) => `${id}${place}`),
    payerName: word(60),
    // Medicare as secondary payer requires a reason, for which a patient file has no field.
    claimFilingCode: fc.constantFrom(...filingCodes.filter((code) => code !== 'MB')),
    memberId: word(80, 2),
  };
  const holder = place === 'P' ? record({ ...names, ...person }, moreNames) : record({ ...names, address }, moreNames);
  const group = record({}, { groupNumber: word(50), groupName: word(60) });
  const own = fc.record({ ...policy, relationshipToSubscriber: fc.constant('self') });
  const anothers = fc.record({
    ...policy,
    relationshipToSubscriber: fc.constantFrom('spouse', 'child', 'other'),
    subscriber: holder,
  });
  return fc.tuple(fc.oneof(own, anothers), group).map(([one, ofGroup]) => ({ ...one, ...ofGroup }));
};

const line = record(
  {
    serviceDate: day(2021, 2023),
    procedureCode: fc.constantFrom('G0463', 'J3301', 'A4550'),
    modifiers: fc.uniqueArray(fc.constantFrom('25', '59', 'LT', 'GT', 'KX'), { maxLength: 4 }),
    units: fc.constantFrom(1, 2, 0.5, 37.25),
    unitType: fc.constantFrom('UN', 'MJ'),
    chargeAmountCents: fc.integer({ min: 0, max: 100_000_000 }),
    diagnosisPointers: fc.uniqueArray(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 2 }),
  },
  {
    serviceDateTo: day(2024, 2025),
    placeOfServiceCode: fc.constantFrom('11', '12'),
    note: word(80),
    drug: fc.record({ ndc: digits(11), quantity: fc.constantFrom(1, 2.5), unit: fc.constantFrom('F2', 'ML', 'UN') }),
  },
);

const intake = record(
  {
    schemaVersion: fc.constant(1),
    externalId: fc.constant('V88121A7K2'),
    patientControlNumber: fc.constant('V88121A7K2'),
    patient: record({ ...names, ...person }, moreNames),
    insurance: fc
      .tuple(coverage('P'), coverage('S'), coverage('T'), fc.integer({ min: 1, max: 3 }))
      .map(([first, second, third, count]) => [first, second, third].slice(0, count)),
    billing: record(
      {
        npi,
        taxId: digits(9),
        taxIdType: fc.constantFrom('EIN', 'SSN'),
        organizationName: word(60),
        address: wholeAddress,
        // Required: the scrubber asks for a missing contact.
        contact: fc.record({ name: word(60), phone: digits(10) }),
      },
      {
        taxonomyCode: fc.constant('207Q00000X'),
        payTo: address,
      },
    ),
    claim: record(
      {
        placeOfServiceCode: fc.constantFrom('11', '22'),
        benefitsAssigned: fc.boolean(),
        acceptsAssignment: fc.boolean(),
        signatureOnFile: fc.boolean(),
        releaseOfInformation: fc.constantFrom('Y', 'I'),
        diagnoses: fc.constantFrom([{ code: 'J4540' }, { code: 'Z0000' }], [{ code: 'I10' }, { code: 'S93401A' }]),
        serviceLines: fc
          .array(line, { minLength: 1, maxLength: 4 })
          .map((lines) => lines.map((one, index) => ({ ...one, lineId: `${index + 1}` }))),
      },
      {
        priorAuthorizationNumber: word(50),
        referralNumber: word(50),
        accidentDate: day(2020, 2020),
        note: word(80),
      },
    ),
  },
  {
    rendering: fc.oneof(provider, specialist),
    referring: provider,
    supervising: provider,
    serviceFacility: record({ organizationName: word(60), address: wholeAddress }, { npi }),
  },
);

test('a patient file is the same after conversion to an 837P and back, for any optional fields', () => {
  fc.assert(
    fc.property(intake, (json) => {
      const given = read(json);
      const claims = claimTo837P({
        intake: given,
        claimId: 'V88121A7K2',
        as: 'original',
        senderId: 'SENDER',
        receiverId: 'RECEIVER',
        reference: 'V88121A7K2-1',
        on: isoDate('2026-03-05'),
        at: '1200',
      });
      const group = { functionalId: 'HC', senderCode: 'SENDER', receiverCode: 'RECEIVER', control: 7 };
      const { version } = guides['837p'];
      const groups = [{ ...group, version, sets: [write837P(claims, '0001')] }];
      const set = setOf(written(anInterchange([], { groups })));
      expect(check(set).filter(({ severity }) => severity === 'error')).toEqual([]);
      const again = read837P(set);
      const [imported] = again.kind === 'read' ? claimsFrom837P(again.value) : [];
      expect(read(imported?.file)).toEqual(given);
      expect(imported && notCarried(imported, given)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function read(json: unknown): Intake {
  const reading = readIntake(json);
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems));
  return reading.intake;
}
