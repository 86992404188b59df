import type { ClaimPayment835, Remittance835, ServicePayment835 } from '../../x12/index.ts';
import { type IsoDate, isoDate, readDate } from '../dates.ts';
import { cents } from '../money.ts';
import type {
  Adjustment,
  ClaimPayment,
  PaidPatient,
  ProviderLevelAdjustment,
  RemittancePayment,
  ServicePayment,
} from '../remittance/remittance.ts';

type Adjustment835 = NonNullable<ClaimPayment835['adjustments']>[number];

/** Converts an 835 without its claim payments. @source 005010X221A1 */
export function paymentFrom835(value: Remittance835): RemittancePayment {
  const { payment, trace, payer, payee } = value;
  return {
    traceNumber: trace.traceNumber,
    originatorId: trace.originatorId,
    payerName: payer.name.name,
    ...(payer.name.id ? { payerId: payer.name.id } : {}),
    payeeId: payee.name.id,
    paidOn: isoDate(payment.paidOn),
    amountCents: cents(payment.amountCents),
    method: payment.method,
    providerLevelAdjustments: (value.providerAdjustments ?? []).flatMap(providerAdjustments),
  };
}

/** Converts one claim payment (loop 2100). */
export function claimPaymentFrom835(loop: ClaimPayment835): ClaimPayment {
  const { claim, outpatient, inpatient } = loop;
  return {
    position: loop.position ?? 0,
    patientControlNumber: claim.patientControlNumber,
    statusCode: claim.statusCode,
    chargeCents: cents(claim.chargeCents),
    paidCents: cents(claim.paidCents),
    ...(claim.patientResponsibilityCents === undefined
      ? {}
      : { patientResponsibilityCents: cents(claim.patientResponsibilityCents) }),
    ...(claim.payerControlNumber ? { payerControlNumber: claim.payerControlNumber } : {}),
    ...identifiers(loop),
    adjustments: (loop.adjustments ?? []).flatMap(adjustments),
    remarkCodes: [outpatient, inpatient].flatMap((part) => part?.remarkCodes ?? []),
    services: (loop.services ?? []).map(servicePayment),
  };
}

/** What tells whose claim it is, and which earlier payment it is about. */
function identifiers(loop: ClaimPayment835): Partial<ClaimPayment> {
  const { patient, correctedPatient, references = [], dates = [], amounts = [] } = loop;
  const reference = references.find(({ qualifier }) => qualifier === 'F8')?.value;
  const dayOf = (wanted: string): IsoDate | undefined => {
    const found = dates.find(({ qualifier }) => qualifier === wanted);
    return found && readDate(found.on);
  };
  const [from, to] = [dayOf('232'), dayOf('233')];
  const interest = amounts.find(({ qualifier }) => qualifier === 'I')?.amountCents;
  return {
    ...(reference ? { originalControlNumber: reference } : {}),
    ...(patient ? { patient: patientOf(patient) } : {}),
    ...(correctedPatient?.id ? { correctedMemberId: correctedPatient.id } : {}),
    ...(from ? { serviceFrom: from } : {}),
    ...(to ? { serviceTo: to } : {}),
    ...(interest === undefined ? {} : { interestCents: cents(interest) }),
  };
}

function patientOf({ lastName, firstName, id }: NonNullable<ClaimPayment835['patient']>): PaidPatient {
  return { ...(lastName ? { lastName } : {}), ...(firstName ? { firstName } : {}), ...(id ? { memberId: id } : {}) };
}

function servicePayment(loop: ServicePayment835): ServicePayment {
  const { service } = loop;
  const dates = loop.dates ?? [];
  const date = dates.find(({ qualifier }) => qualifier !== '151') ?? dates[0];
  const on = date && readDate(date.on);
  const billed = service.submittedProcedure;
  return {
    position: loop.position ?? 0,
    procedureCode: service.procedure.code,
    modifiers: service.procedure.modifiers ?? [],
    ...(service.units === undefined ? {} : { units: service.units }),
    ...(billed ? { billedAs: { procedureCode: billed.code, modifiers: billed.modifiers ?? [] } } : {}),
    ...(service.submittedUnits === undefined ? {} : { billedUnits: service.submittedUnits }),
    chargeCents: cents(service.chargeCents),
    paidCents: cents(service.paidCents),
    adjustments: (loop.adjustments ?? []).flatMap(adjustments),
    remarkCodes: (loop.remarks ?? []).filter(({ list }) => list === 'HE').map((remark) => remark.code),
    ...(loop.lineControlNumber ? { lineId: loop.lineControlNumber.value } : {}),
    ...(on ? { serviceDate: on } : {}),
  };
}

/** A CAS has up to six reasons. */
function adjustments({ group, reasons }: Adjustment835): readonly Adjustment[] {
  return reasons.map(({ reasonCode, amountCents }) => ({ group, reasonCode, amountCents: cents(amountCents) }));
}

/** A PLB has up to six adjustments. */
function providerAdjustments({
  position = 0,
  adjustment: { providerId, adjustments },
}: NonNullable<Remittance835['providerAdjustments']>[number]): readonly ProviderLevelAdjustment[] {
  return adjustments.map(({ id, amountCents }) => ({
    position,
    providerId,
    reasonCode: id.reasonCode,
    ...(id.reference ? { reference: id.reference } : {}),
    amountCents: cents(amountCents),
  }));
}
