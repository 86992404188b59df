import type { Claim837P, ServiceLine837P } from '../../sets/837p/claim.ts';
import { isPlaceOfService } from '../identifiers.ts';
import { type LoopRule, rule } from '../rule.ts';
import { writtenOn } from './future.ts';

/** A line points to diagnoses that the claim has, each once. */
const pointers = rule<ServiceLine837P>(['2400'], ({ service }, view) => {
  const diagnoses = view.outer<Partial<Claim837P>>('2300')?.diagnoses?.codes.length;
  // Diagnoses that are missing are reported themselves.
  if (diagnoses === undefined) return;
  const given = service.diagnosisPointers ?? [];
  for (const [index, pointer] of given.entries()) {
    const at = { member: 'service', element: 7, component: index + 1 };
    if (pointer < 1 || pointer > diagnoses)
      view.report('diagnosis.pointer', at, 'does not point to a diagnosis of the claim');
    else if (given.indexOf(pointer) < index) view.report('diagnosis.pointer', at, 'repeats another pointer');
  }
});

/** A HCPCS code has five letters and digits, and a charge is not negative. */
const procedure = rule<ServiceLine837P>(['2400'], ({ service }, view) => {
  const { qualifier, code } = service.procedure;
  if (qualifier === 'HC' && !/^[A-Z0-9]{5}$/.test(code))
    view.report('procedure.form', { member: 'service', element: 1, component: 2 }, 'is not a HCPCS or CPT code');
  if (service.chargeCents < 0) view.report('amount.negative', { member: 'service', element: 2 }, 'is negative');
});

/** A service does not begin after the day on which the claims were written. */
const future = rule<ServiceLine837P>(['2400'], ({ serviceDate }, view) => {
  const written = writtenOn(view);
  if (written !== undefined && serviceDate.when.slice(0, 10) > written)
    view.report('date.future', { member: 'serviceDate', element: 3 }, 'is after the date of the file (BHT04)');
  // Rentals and supplies are billed for periods that go on.
  else if (written !== undefined && (serviceDate.when.split('/')[1] ?? '').slice(0, 10) > written)
    view.report('date.future', { member: 'serviceDate', element: 3 }, 'ends after the date of the file (BHT04)', {
      severity: 'warning',
    });
});

/** A place of service is a CMS code. */
const place = rule<ServiceLine837P>(['2400'], ({ service }, view) => {
  if (service.placeOfService !== undefined && !isPlaceOfService(service.placeOfService))
    view.report('place-of-service.unknown', { member: 'service', element: 5 }, 'is not a place of service code');
});

/** Units are positive, and a period does not end before it begins. */
const amounts = rule<ServiceLine837P>(['2400'], ({ service, serviceDate }, view) => {
  if (service.units <= 0)
    view.report('element.type', { member: 'service', element: 4 }, 'is not positive', { severity: 'warning' });
  const [from = '', to = from] = serviceDate.when.split('/');
  if (to < from) view.report('date.order', { member: 'serviceDate', element: 3 }, 'ends before it begins');
});

/** A national drug code has eleven digits, without hyphens. */
const drug = rule<ServiceLine837P>(['2410'], (value, view) => {
  const { drug } = value as unknown as { readonly drug: { readonly qualifier: string; readonly code: string } };
  if (drug.qualifier === 'N4' && !/^\d{11}$/.test(drug.code))
    view.report('element.type', { member: 'drug', element: 3 }, 'is not a national drug code of eleven digits');
});

/** Rules of loops 2400 and 2410. @source 005010X222A1 */
export const lineRules: readonly LoopRule[] = [pointers, procedure, future, place, amounts, drug];
