import { createHash } from 'node:crypto';
import { correctIntake } from '../../domain/schema/correct-intake.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';
import { problemSentence, type Scenario, scenarios } from './scenario.ts';

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
  ...(['Abara', 'Bellini', 'Castro', 'Dumont', 'Eklund', 'Farkas', 'Grove', 'Hassan', 'Ibarra', 'Jansen'] as const),
  ...(['Kowalski', 'Lindqvist'] as const),
];
const services = ['G0463', 'G0101', 'G0442', 'G0444', 'J3420', 'G0438'];

const rendering = { npi: '1234567893', firstName: 'Ann', lastName: 'Okoro', taxonomyCode: '207Q00000X' };

const billing = {
  npi: '1999999984',
  taxId: '123456789',
  organizationName: 'Elm Family Clinic',
  taxonomyCode: '207Q00000X',
  address: { address1: '1 Clinic Way', city: 'Trenton', state: 'NJ', postalCode: '086081234' },
  contact: { name: 'Billing Office', phone: '6095550142' },
};

/** Charge of the one line of the standard patient file: amounts of a scenario follow from it. */
const chargeAmountCents = 20_000;

/**
 * The claims of scenarios: each of `set` in turn, `count` in all. The same seed gives the same claims. Throws if a
 * change of a scenario does not fit the standard patient file.
 */
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
      label: `${scenario.number}. ${scenario.title}`,
      intake: changed(standardIntake(scenario.member, index, { seed, today }), scenario, today),
    };
  });
}

function changed(standard: unknown, { name, change }: Scenario, today: string): Intake {
  const read = readIntake(standard);
  const set = Object.fromEntries(Object.entries(change).map(([path, value]) => [path, dated(value, today)]));
  const result = read.kind === 'ok' && Object.keys(set).length > 0 ? correctIntake(read.intake, set) : read;
  if (result.kind === 'ok') return result.intake;
  throw new Error(`${name}: change: ${result.problems.map(problemSentence).join(' ')}`);
}

/** A value of a change in which texts like "today-30" are days. */
function dated(value: unknown, today: string): unknown {
  if (typeof value === 'string') {
    const [, days] = /^today-(\d{1,4})$/.exec(value) ?? [];
    return days === undefined ? value : daysBefore(today, Number(days));
  }
  if (Array.isArray(value)) return value.map((one) => dated(one, today));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, dated(one, today)]));
}

function standardIntake(member: string, index: number, { seed, today }: { seed: number; today: string }): unknown {
  // Random choices derived from the seed and the index, so that they repeat.
  const digest = createHash('sha256').update(`${seed}:${index}`).digest();
  const draw = (at: number, below: number): number => digest.readUInt16BE(at * 2) % below;
  const pick = (list: readonly string[], at: number): string => list[draw(at, list.length)] ?? '';
  const address = { address1: `${1 + draw(0, 90)} Elm St`, city: 'Trenton', state: 'NJ', postalCode: '08608' };
  const serial = String(digest.readUInt32BE(20)).padStart(10, '0');
  return {
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
        memberId: `W${serial.slice(0, 4)}${member}${serial.slice(4)}`,
        relationshipToSubscriber: 'self',
      },
    ],
    billing,
    rendering,
    claim: {
      placeOfServiceCode: '11',
      diagnoses: [{ code: 'J45.40' }, { code: 'I10' }],
      serviceLines: [
        {
          lineId: '1',
          serviceDate: daysBefore(today, 1 + draw(1, 20)),
          procedureCode: pick(services, 8),
          modifiers: [],
          units: 1,
          chargeAmountCents,
          diagnosisPointers: [1],
        },
      ],
    },
    policy: { profile: 'demo' },
  };
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
