import type { ServiceLine837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';

/** Loop 2400: one service line of a submission. */
export function lineTo837P(line: Intake['claim']['serviceLines'][number]): ServiceLine837P {
  const { serviceDate, serviceDateTo, modifiers, drug } = line;
  return {
    service: {
      procedure: { qualifier: 'HC', code: line.procedureCode, ...(modifiers.length > 0 ? { modifiers } : {}) },
      chargeCents: line.chargeAmountCents,
      unit: line.unitType,
      units: line.units,
      ...(line.placeOfServiceCode ? { placeOfService: line.placeOfServiceCode } : {}),
      diagnosisPointers: line.diagnosisPointers,
    },
    serviceDate: { when: serviceDateTo === undefined ? serviceDate : `${serviceDate}/${serviceDateTo}` },
    lineControlNumber: { value: line.lineId },
    ...(line.note ? { note: { purpose: 'ADD', text: line.note } } : {}),
    ...(drug
      ? { drug: { drug: { qualifier: 'N4', code: drug.ndc }, quantity: { quantity: drug.quantity, unit: drug.unit } } }
      : {}),
  };
}
