import { createHash } from 'node:crypto';
import { type Scenario, scenarios } from './scenario.ts';

/** One claim of a demo. */
export interface DemoClaim {
  readonly intake: unknown;
  /** Absent for a user's own claims. */
  readonly scenario?: Scenario;
  readonly label: string;
}

// Invented people; codes are HCPCS Level II.
const firstNames = [
  'Ada',
  'Bruno',
  'Chandra',
  'Dalia',
  'Emeka',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
  'Joana',
  'Kofi',
  'Lena',
];
const lastNames = [
  'Abara',
  'Bellini',
  'Castro',
  'Dumont',
  'Eklund',
  'Farkas',
  'Grove',
  'Hassan',
  'Ibarra',
  'Jansen',
  'Kowalski',
  'Lindqvist',
];
const services = ['G0463', 'G0101', 'G0442', 'G0444', 'J3420', 'G0438'];

const rendering: { npi: string; firstName: string; lastName: string; taxonomyCode?: string } = {
  npi: '1234567893',
  firstName: 'Ann',
  lastName: 'Okoro',
  taxonomyCode: '207Q00000X',
};

const billing = {
  npi: '1999999984',
  taxId: '123456789',
  organizationName: 'Elm Family Clinic',
  taxonomyCode: '207Q00000X',
  address: { address1: '1 Clinic Way', city: 'Trenton', state: 'NJ', postalCode: '086081234' },
  contact: { name: 'Billing Office', phone: '6095550142' },
};

/** The built-in claims: every scenario in turn, `count` claims in all. The same seed gives the same claims. */
export function builtInClaims(
  count: number,
  seed: number,
  today: string,
  set: readonly Scenario[] = scenarios,
): readonly DemoClaim[] {
  return Array.from({ length: count }, (_, index) => {
    const scenario = set[index % set.length] as Scenario;
    return {
      scenario,
      label: `${scenario.number}. ${scenario.name}`,
      intake: intakeOf(scenario, index, { seed, today }),
    };
  });
}

function intakeOf(scenario: Scenario, index: number, { seed, today }: { seed: number; today: string }): unknown {
  // Random choices derived from the seed and the index, so that they repeat.
  const digest = createHash('sha256').update(`${seed}:${index}`).digest();
  const draw = (at: number, below: number): number => digest.readUInt16BE(at * 2) % below;
  const pick = (list: readonly string[], at: number): string => list[draw(at, list.length)] ?? '';
  const address = { address1: `${1 + draw(0, 90)} Elm St`, city: 'Trenton', state: 'NJ', postalCode: '08608' };
  const serial = String(digest.readUInt32BE(20)).padStart(10, '0');
  const serviceDate = daysBefore(today, 1 + draw(1, 20));
  const intake = {
    schemaVersion: 1,
    externalId: `demo-${seed}-${index + 1}`,
    patient: {
      firstName: pick(firstNames, 2),
      lastName: pick(lastNames, 3),
      dateOfBirth: `19${50 + draw(4, 49)}-0${1 + draw(5, 9)}-1${draw(6, 10)}`,
      gender: draw(7, 2) === 0 ? 'F' : 'M',
      address,
    },
    insurance: [
      {
        planId: 'demo-plus',
        payerResponsibility: 'P',
        payerId: 'DEMO1',
        payerName: 'Demo Health Plan',
        claimFilingCode: 'CI',
        memberId: `W${serial.slice(0, 4)}${scenario.member}${serial.slice(4)}`,
        relationshipToSubscriber: 'self',
      },
    ],
    billing,
    rendering: { ...rendering },
    claim: {
      placeOfServiceCode: '11',
      diagnoses: [{ code: 'J45.40' }, { code: 'I10' }],
      serviceLines: [
        {
          lineId: '1',
          serviceDate,
          procedureCode: pick(services, 8),
          modifiers: [],
          units: 1,
          chargeAmountCents: 9_000 + 100 * draw(9, 300),
          diagnosisPointers: [1],
        },
      ],
    },
    policy: { profile: 'demo' },
  };
  scenario.change?.(intake);
  return intake;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
