import { isoDate } from '../../domain/dates.ts';
import { cents } from '../../domain/money.ts';
import type { Adjustment, AdjustmentGroup, ClaimPayment, ServicePayment } from '../../domain/remittance/remittance.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { readIntake } from '../../domain/schema/read-intake.ts';

const address = { address1: '18 Elm St', city: 'Trenton', state: 'NJ', postalCode: '08608' };

/** A patient file as a caller sends it: a fictitious patient and one line of $200.00. */
export function anIntakeJson() {
  return {
    schemaVersion: 1,
    externalId: 'visit-1',
    patientControlNumber: 'V88121A7K2',
    patient: { firstName: 'Testa', lastName: 'Sample', dateOfBirth: '1984-03-09', gender: 'F', address },
    insurance: [
      {
        payerResponsibility: 'P',
        payerId: 'DEMO1',
        payerName: 'Demo Payer',
        claimFilingCode: 'CI',
        memberId: 'W123456789',
        relationshipToSubscriber: 'self',
        effectiveFrom: '2025-01-01',
        planId: 'demo-basic',
      },
    ],
    billing: {
      npi: '1999999984',
      taxId: '123456789',
      organizationName: 'Elm Family Clinic',
      taxonomyCode: '207Q00000X',
      address: { ...address, postalCode: '086081234' },
      contact: { name: 'Billing office', phone: '6095550142' },
    },
    rendering: { npi: '1234567893', firstName: 'Ann', lastName: 'Doctor', taxonomyCode: '207Q00000X' },
    claim: { placeOfServiceCode: '11', diagnoses: [{ code: 'J45.40' }, { code: 'Z00.00' }], serviceLines: [aLine()] },
  };
}

/** A service line as a caller sends it. */
export function aLine(change: Record<string, unknown> = {}) {
  return {
    lineId: '1',
    serviceDate: '2026-03-02',
    procedureCode: 'G0463',
    modifiers: [] as string[],
    units: 1,
    chargeAmountCents: 20_000,
    diagnosisPointers: [1],
    ...change,
  };
}

/** A patient file that passed the schema, with one visible difference. */
export function anIntake(change: (json: ReturnType<typeof anIntakeJson>) => unknown = () => undefined): Intake {
  const json = structuredClone(anIntakeJson());
  change(json);
  const reading = readIntake(json);
  if (reading.kind === 'problems') throw new Error(`the builder makes a bad file: ${JSON.stringify(reading.problems)}`);
  return reading.intake;
}

/** An adjustment, from a code such as "CO-45" and cents. */
export function anAdjustment(code: string, amountCents: number): Adjustment {
  const [group, reasonCode] = code.split('-') as [AdjustmentGroup, string];
  return { group, reasonCode, amountCents: cents(amountCents) };
}

/** A service payment of line 1. */
export function aServicePayment(change: Partial<ServicePayment> = {}): ServicePayment {
  return {
    position: 12,
    procedureCode: 'G0463',
    modifiers: [],
    chargeCents: cents(20_000),
    paidCents: cents(16_000),
    adjustments: [anAdjustment('CO-45', 4000)],
    remarkCodes: [],
    lineId: '1',
    serviceDate: isoDate('2026-03-02'),
    ...change,
  };
}

/** A claim payment: $200.00 charged, $160.00 paid, $40.00 contractual adjustment. */
export function aPayment(change: Partial<ClaimPayment> = {}): ClaimPayment {
  return {
    position: 9,
    patientControlNumber: 'V88121A7K2',
    statusCode: '1',
    chargeCents: cents(20_000),
    paidCents: cents(16_000),
    payerControlNumber: 'P1',
    adjustments: [],
    remarkCodes: [],
    services: [aServicePayment()],
    ...change,
  };
}

/** A denial of the whole claim: nothing is paid. */
export function aDenial(code: string, remarkCodes: readonly string[] = []): ClaimPayment {
  return aPayment({
    paidCents: cents(0),
    services: [aServicePayment({ paidCents: cents(0), adjustments: [anAdjustment(code, 20_000)], remarkCodes })],
  });
}

/** The reversal of a payment: all amounts negated, at another position. */
export function aReversal(of: ClaimPayment, position: number): ClaimPayment {
  const negated = (adjustments: readonly Adjustment[]): readonly Adjustment[] =>
    adjustments.map((adjustment) => ({ ...adjustment, amountCents: cents(-adjustment.amountCents) }));
  return {
    ...of,
    position,
    statusCode: '22',
    chargeCents: cents(-of.chargeCents),
    paidCents: cents(-of.paidCents),
    adjustments: negated(of.adjustments),
    services: of.services.map((service) => ({
      ...service,
      chargeCents: cents(-service.chargeCents),
      paidCents: cents(-service.paidCents),
      adjustments: negated(service.adjustments),
    })),
  };
}
