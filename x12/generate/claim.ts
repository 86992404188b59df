import type { Claim837P, ServiceLine837P } from '../sets/837p/claim.ts';
import type { Chance } from './chance.ts';
import { diagnosisCodes, modifierCodes, procedureCode } from './codes.ts';
import { address, npi, personName } from './people.ts';

/** First and last service day of generated claims, in days of 2026. */
const serviceDays = { first: 40, last: 200 } as const;

/** A value with writable properties. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A typical office claim; features are added later. */
export function plainClaim(chance: Chance, number: string): Draft<Claim837P> {
  const codes = diagnosisCodes(chance);
  const lines = Array.from({ length: chance.happens(0.02) ? 50 : chance.between(1, 4) }, (_, index) =>
    plainLine(chance, codes.length, index + 1),
  );
  return {
    claim: {
      patientControlNumber: number,
      chargeCents: chargeOf(lines),
      place: { code: chance.of(['11', '22', '02', '10', '12']), frequency: '1' },
      signatureOnFile: 'Y',
      acceptsAssignment: chance.of(['A', 'C'] as const),
      benefitsAssigned: chance.of(['Y', 'N'] as const),
      releaseOfInformation: chance.of(['Y', 'I'] as const),
    },
    diagnoses: { codes: codes.map((code, index) => ({ qualifier: index === 0 ? 'ABK' : 'ABF', code })) },
    ...(chance.happens(0.7)
      ? {
          rendering: {
            name: { type: '1', ...personName(chance), npi: npi(chance) },
            specialty: { taxonomyCode: '207Q00000X' },
          },
        }
      : {}),
    ...(chance.happens(0.3)
      ? {
          facility: {
            name: { organizationName: 'HILLTOP SURGERY CENTER', npi: npi(chance) },
            ...address(chance, true),
          },
        }
      : {}),
    lines,
  };
}

/** A line that points to some of the diagnoses. */
function plainLine(chance: Chance, diagnoses: number, number: number): Draft<ServiceLine837P> {
  const modifiers = modifierCodes(chance);
  const first = chance.between(serviceDays.first, serviceDays.last);
  const from = chance.day(first, first);
  const to = chance.day(first + 1, first + 3);
  const pointers = chance.some(
    Array.from({ length: diagnoses }, (_, index) => index + 1),
    chance.between(1, Math.min(4, diagnoses)),
  );
  return {
    service: {
      procedure: { qualifier: 'HC', code: procedureCode(chance), ...(modifiers.length > 0 ? { modifiers } : {}) },
      chargeCents: chance.cents(0, 90_000),
      unit: 'UN',
      units: chance.of([1, 1, 2, 3, 1.5, 0.25]),
      ...(chance.happens(0.1) ? { placeOfService: '12' } : {}),
      diagnosisPointers: pointers,
    },
    serviceDate: { when: chance.happens(0.1) ? `${from}/${to}` : from },
    lineControlNumber: { value: `L${number}` },
  };
}

/** The claim charge is the sum of the line charges. */
export function chargeOf(lines: readonly ServiceLine837P[]): number {
  return lines.reduce((sum, { service }) => sum + service.chargeCents, 0);
}
