import type { Claim837P } from '../../x12/index.ts';

type Line837P = NonNullable<Claim837P['lines']>[number];

/** A service line of an 837P as one of a patient file. */
export function serviceLineFrom837P(line: Line837P, index: number): Record<string, unknown> {
  const { procedure, chargeCents, unit, units, placeOfService, diagnosisPointers } = line.service;
  const [from = '', to] = line.serviceDate.when.split('/');
  const drug = line.drug;
  return {
    lineId: line.lineControlNumber?.value ?? String(index + 1),
    serviceDate: from,
    ...(to ? { serviceDateTo: to } : {}),
    procedureCode: procedure.code,
    modifiers: procedure.modifiers ?? [],
    units,
    unitType: unit,
    chargeAmountCents: chargeCents,
    diagnosisPointers: diagnosisPointers ?? [1],
    ...(placeOfService ? { placeOfServiceCode: placeOfService } : {}),
    ...(line.notes?.[0] ? { note: line.notes[0].text } : {}),
    ...(drug?.drug.qualifier === 'N4'
      ? { drug: { ndc: drug.drug.code, quantity: drug.quantity.quantity, unit: drug.quantity.unit } }
      : {}),
  };
}
