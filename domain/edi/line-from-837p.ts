import type { ServiceLine837P } from '../../x12/index.ts';
import { defined } from './defined.ts';

/** A service line of an 837P as one of a patient file. */
export function lineFrom837P(line: ServiceLine837P, index: number): Record<string, unknown> {
  const { procedure, chargeCents, unit, units, placeOfService, diagnosisPointers } = line.service;
  const [serviceDate, serviceDateTo] = line.serviceDate.when.split('/');
  return {
    lineId: line.lineControlNumber?.value ?? String(index + 1),
    serviceDate,
    procedureCode: procedure.code,
    modifiers: procedure.modifiers ?? [],
    units,
    unitType: unit,
    chargeAmountCents: chargeCents,
    diagnosisPointers,
    ...defined({
      serviceDateTo,
      placeOfServiceCode: placeOfService,
      note: (line.note ?? line.thirdPartyNote)?.text,
      drug: drugOf(line),
    }),
  };
}

/** A drug that is known by its national code; others have no place in a patient file. */
function drugOf({ drug }: ServiceLine837P): Record<string, unknown> | undefined {
  if (drug?.drug.qualifier !== 'N4') return undefined;
  return { ndc: drug.drug.code, quantity: drug.quantity.quantity, unit: drug.quantity.unit };
}
