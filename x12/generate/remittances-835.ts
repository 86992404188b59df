import type { ClaimPayment835, Remittance835, ServicePayment835 } from '../sets/835.ts';
import { Chance, dayOf2026 } from './chance.ts';
import type { Draft } from './claim.ts';
import { modifierCodes, procedureCode } from './codes.ts';
import { address, clinic, npi, payer, personName, telephone } from './people.ts';

/** What one claim of a remittance is to show. */
type Kind = (claim: Draft<ClaimPayment835>, chance: Chance) => void;

function paid(): void {
  // As it is made: by contract, with what the patient owes.
}

function denied(claim: Draft<ClaimPayment835>, chance: Chance): void {
  claim.services = claim.services?.map((line) => adjusted(line, [{ group: 'CO', reasonCode: '16', share: 1 }], chance));
}

function reversed(claim: Draft<ClaimPayment835>): void {
  claim.services = claim.services?.map((line) => ({
    ...line,
    service: { ...line.service, chargeCents: -line.service.chargeCents, paidCents: -line.service.paidCents },
    adjustments: line.adjustments?.map(({ group, reasons }) => ({
      group,
      reasons: reasons.map((reason) => ({ ...reason, amountCents: -reason.amountCents })),
    })),
  }));
  claim.claim = { ...claim.claim, statusCode: '22' };
}

function withoutLines(claim: Draft<ClaimPayment835>): void {
  const { adjustments, ...totals } = summed(claim.services ?? []);
  claim.claim = { ...claim.claim, ...totals };
  claim.adjustments = adjustments;
  delete claim.services;
}

function corrected(claim: Draft<ClaimPayment835>, chance: Chance): void {
  claim.correctedPatient = { type: '1', lastName: personName(chance).lastName };
  claim.insured = { type: '1', ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` };
  claim.crossoverCarrier = { organizationName: 'EXAMPLE MUTUAL', idQualifier: 'PI', id: 'EXMUT' };
  claim.claim = { ...claim.claim, statusCode: '19' };
}

function remarked(claim: Draft<ClaimPayment835>): void {
  claim.outpatient = { rate: 0.8, remarkCodes: ['MA01', 'MA18'] };
  claim.amounts = [{ qualifier: 'AU', amountCents: 100 }];
  claim.services = claim.services?.map((line) => ({
    ...line,
    remarks: [{ list: 'HE', code: 'N130' }],
    amounts: [{ qualifier: 'B6', amountCents: 100 }],
  }));
}

const kindsOf: Readonly<Record<string, Kind>> = {
  paid,
  denied,
  reversed,
  'without-lines': withoutLines,
  corrected,
  remarked,
  withheld: paid,
};

/** Kinds of remittances that are generated. */
export const kinds835: readonly string[] = Object.keys(kindsOf);

/** A balanced remittance that follows from a seed and a number. */
export function generate835(seed: number, number: number): { readonly kind: string; readonly value: Remittance835 } {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds835[number % kinds835.length] ?? 'paid';
  const claims = Array.from({ length: chance.between(1, 6) }, (_, index) =>
    claimPayment(chance, `G${seed.toString(36)}R${number.toString(36)}C${index + 1}`.toUpperCase(), kind),
  );
  const providerAdjustments = kind === 'withheld' ? withholding(chance) : [];
  const withheld = providerAdjustments.flatMap(({ adjustment }) => adjustment.adjustments);
  const amountCents =
    claims.reduce((sum, { claim }) => sum + claim.paidCents, 0) -
    withheld.reduce((sum, one) => sum + one.amountCents, 0);
  return {
    kind,
    value: {
      payment: {
        handling: amountCents === 0 ? 'H' : 'I',
        amountCents,
        creditOrDebit: amountCents < 0 ? 'D' : 'C',
        method: amountCents === 0 ? 'NON' : 'CHK',
        paidOn: '2026-10-02',
      },
      trace: { traceNumber: `T${seed}N${number}`, originatorId: `1${chance.digits(9)}` },
      productionDate: { on: '2026-10-01' },
      ...parties(chance),
      headers: [{ number: { number: 1 }, claims }],
      ...(providerAdjustments.length > 0 ? { providerAdjustments } : {}),
    },
  };
}

function parties(chance: Chance): Pick<Remittance835, 'payer' | 'payee'> {
  return {
    payer: {
      name: { name: payer(chance).name },
      ...address(chance),
      technicalContacts: [telephone(chance)],
    },
    payee: { name: { name: clinic(chance), idQualifier: 'XX', id: npi(chance) }, ...address(chance, true) },
  };
}

function withholding(chance: Chance): NonNullable<Remittance835['providerAdjustments']> {
  return [
    {
      adjustment: {
        providerId: npi(chance),
        fiscalYearEnd: '2026-12-31',
        adjustments: [
          { id: { reasonCode: 'WO', reference: `P${chance.digits(8)}` }, amountCents: chance.cents(100, 900) },
          { id: { reasonCode: 'L6' }, amountCents: -chance.cents(1, 50) },
        ],
      },
    },
  ];
}

function claimPayment(chance: Chance, number: string, kind: string): ClaimPayment835 {
  const services = Array.from({ length: chance.between(1, 4) }, (_, index) => servicePayment(chance, index + 1));
  const claim: Draft<ClaimPayment835> = {
    claim: {
      patientControlNumber: number,
      statusCode: '1',
      chargeCents: 0,
      paidCents: 0,
      filingCode: '12',
      payerControlNumber: `P${chance.digits(10)}`,
      facilityCode: '11',
      frequencyCode: '1',
    },
    patient: { ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` },
    serviceProvider: { type: '1', ...personName(chance), idQualifier: 'XX', id: npi(chance) },
    receivedOn: { on: '2026-09-01' },
    services,
  };
  kindsOf[kind]?.(claim, chance);
  if (claim.services) claim.claim = { ...claim.claim, ...totals(claim.services) };
  return claim;
}

function totals(services: readonly ServicePayment835[]): { chargeCents: number; paidCents: number } {
  const { chargeCents, paidCents } = summed(services);
  return { chargeCents, paidCents };
}

/** Charges, payments and adjustments of all lines. */
function summed(services: readonly ServicePayment835[]) {
  return {
    chargeCents: services.reduce((sum, { service }) => sum + service.chargeCents, 0),
    paidCents: services.reduce((sum, { service }) => sum + service.paidCents, 0),
    adjustments: services.flatMap(({ adjustments = [] }) => adjustments),
  };
}

function servicePayment(chance: Chance, number: number): ServicePayment835 {
  const modifiers = modifierCodes(chance);
  const line: ServicePayment835 = {
    service: {
      procedure: { qualifier: 'HC', code: procedureCode(chance), ...(modifiers.length > 0 ? { modifiers } : {}) },
      chargeCents: chance.cents(1, 90_000),
      paidCents: 0,
      units: chance.of([1, 2, 1.5]),
    },
    dates: [{ qualifier: '472', on: dayOf2026(chance.between(40, 200)) }],
    lineControlNumber: { value: `L${number}` },
  };
  const contract = { group: 'CO', reasonCode: '45', share: 0.2 } as const;
  const coinsurance = { group: 'PR', reasonCode: '2', share: 0.1 } as const;
  return adjusted(line, chance.happens(0.5) ? [contract, coinsurance] : [contract], chance);
}

interface Part {
  readonly group: 'CO' | 'PR';
  readonly reasonCode: string;
  /** Of the charge. */
  readonly share: number;
}

/** The line with these parts of its charge adjusted, and the rest paid. */
function adjusted(line: ServicePayment835, parts: readonly Part[], chance: Chance): ServicePayment835 {
  const { chargeCents } = line.service;
  const adjustments = parts.map(({ group, reasonCode, share }) => ({
    group,
    reasons: [
      { reasonCode, amountCents: Math.round(chargeCents * share), ...(chance.happens(0.1) ? { quantity: 1 } : {}) },
    ],
  }));
  const withheld = adjustments.flatMap(({ reasons }) => reasons).reduce((sum, one) => sum + one.amountCents, 0);
  return { ...line, service: { ...line.service, paidCents: chargeCents - withheld }, adjustments };
}
