import type { ClaimPayment835, Remittance835, ServicePayment835 } from '../../x12/index.ts';
import { isoDate, readDate } from '../dates.ts';
import { cents } from '../money.ts';
import type {
  Adjustment,
  AdjustmentGroup,
  ClaimPayment,
  ProviderLevelAdjustment,
  RemittanceAdvice,
  ServicePayment,
} from '../remittance/remittance.ts';

type Adjustment835 = NonNullable<ClaimPayment835['adjustments']>[number];

/** A remittance advice as the rules know it, from a set that was read. @source 005010X221A1 */
export function remittanceFrom835(value: Remittance835): RemittanceAdvice {
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
    claims: (value.headers ?? []).flatMap((header) => (header.claims ?? []).map(claimPayment)),
    providerLevelAdjustments: (value.providerAdjustments ?? []).flatMap(providerAdjustments),
  };
}

function claimPayment(loop: ClaimPayment835): ClaimPayment {
  const { claim, outpatient, inpatient } = loop;
  const remarks = [outpatient, inpatient].flatMap((part) => [
    part?.remark1,
    part?.remark2,
    part?.remark3,
    part?.remark4,
    part?.remark5,
  ]);
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
    adjustments: (loop.adjustments ?? []).flatMap(adjustments),
    remarkCodes: remarks.filter((code) => code !== undefined),
    services: (loop.services ?? []).map(servicePayment),
  };
}

function servicePayment(loop: ServicePayment835): ServicePayment {
  const { service } = loop;
  const { code, modifier1, modifier2, modifier3, modifier4 } = service.procedure;
  const [date] = loop.dates ?? [];
  const on = date && readDate(date.on);
  return {
    position: loop.position ?? 0,
    procedureCode: code,
    modifiers: [modifier1, modifier2, modifier3, modifier4].filter((modifier) => modifier !== undefined),
    chargeCents: cents(service.chargeCents),
    paidCents: cents(service.paidCents),
    adjustments: (loop.adjustments ?? []).flatMap(adjustments),
    remarkCodes: (loop.remarks ?? []).filter(({ list }) => list === 'HE').map((remark) => remark.code),
    ...(loop.lineControlNumber ? { lineId: loop.lineControlNumber.value } : {}),
    ...(on ? { serviceDate: on } : {}),
  };
}

/** One CAS holds up to six reasons. */
function adjustments(cas: Adjustment835): readonly Adjustment[] {
  const pairs = [
    [cas.reason1, cas.amountCents1],
    [cas.reason2, cas.amountCents2],
    [cas.reason3, cas.amountCents3],
    [cas.reason4, cas.amountCents4],
    [cas.reason5, cas.amountCents5],
    [cas.reason6, cas.amountCents6],
  ] as const;
  return pairs.flatMap(([reasonCode, amount]) =>
    reasonCode === undefined || amount === undefined
      ? []
      : [{ group: cas.group as AdjustmentGroup, reasonCode, amountCents: cents(amount) }],
  );
}

/** One PLB holds up to six adjustments. */
function providerAdjustments({
  position,
  adjustment: plb,
}: NonNullable<Remittance835['providerAdjustments']>[number]): readonly ProviderLevelAdjustment[] {
  const pairs = [
    [plb.id1, plb.amountCents1],
    [plb.id2, plb.amountCents2],
    [plb.id3, plb.amountCents3],
    [plb.id4, plb.amountCents4],
    [plb.id5, plb.amountCents5],
    [plb.id6, plb.amountCents6],
  ] as const;
  return pairs.flatMap(([id, amount]) =>
    id === undefined || amount === undefined
      ? []
      : [
          {
            position: position ?? 0,
            providerId: plb.providerId,
            reasonCode: id.reasonCode,
            ...(id.reference ? { reference: id.reference } : {}),
            amountCents: cents(amount),
          },
        ],
  );
}
