import type { Claim837P } from '../../x12/index.ts';

type Line837P = NonNullable<Claim837P['lines']>[number];

/** A service line of an 837P as one of a patient file. */
export function serviceLineFrom837P(line: Line837P, index: number): Record<string, unknown> {
  const { procedure, chargeCents, unit, units, placeOfService, diagnosisPointers } = line.service;
  const { modifier1, modifier2, modifier3, modifier4 } = procedure;
  const [from = '', to] = line.serviceDate.value
    .split('-')
    .map((day) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`);
  const drug = line.drug;
  return {
    lineId: line.lineControlNumber?.value ?? String(index + 1),
    serviceDate: from,
    ...(to ? { serviceDateTo: to } : {}),
    procedureCode: procedure.code,
    modifiers: [modifier1, modifier2, modifier3, modifier4].filter((modifier) => modifier !== undefined),
    units,
    unitType: unit,
    chargeAmountCents: chargeCents,
    diagnosisPointers: diagnosisPointers
      ? [diagnosisPointers.first, diagnosisPointers.second, diagnosisPointers.third, diagnosisPointers.fourth].filter(
          (pointer) => pointer !== undefined,
        )
      : [1],
    ...(placeOfService ? { placeOfServiceCode: placeOfService } : {}),
    ...(line.notes?.[0] ? { note: line.notes[0].text } : {}),
    ...(drug?.drug.qualifier === 'N4'
      ? { drug: { ndc: drug.drug.code, quantity: drug.quantity.quantity, unit: drug.quantity.unit.unit } }
      : {}),
  };
}
