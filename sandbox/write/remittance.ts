import { type ClaimPayment835, guides, type Remittance835, type ServicePayment835, write835 } from '../../x12/index.ts';
import type { Adjusted, ClaimArrived, LinePaid } from '../payer/claim-seen.ts';
import type { Payment } from '../payer/pay-claim.ts';
import { paidIn, type ProviderAdjustment } from '../payer/provider-adjustments.ts';
import { type Envelope, fileOf } from './envelope.ts';

/** What a remittance pays for one claim. */
export interface Remitted {
  readonly claim: ClaimArrived;
  readonly payments: readonly Payment[];
  readonly withheld: readonly ProviderAdjustment[];
}

/** 835 of one payer for one provider. A sum below zero is carried forward (PLB FB). */
export function remittance(envelope: Envelope, remitted: readonly Remitted[], traceNumber: string): Uint8Array {
  const { on } = envelope;
  const [first] = remitted;
  if (!first) throw new TypeError('a remittance needs a claim');
  const { claim } = first;
  const withheld = remitted.flatMap(({ withheld }) => withheld);
  const net = remitted.reduce((sum, { payments }) => sum + paidIn(payments), 0) - sumOf(withheld);
  const adjustments = net < 0 ? [...withheld, { code: 'FB', reference: traceNumber, amountCents: net }] : withheld;
  const amountCents = Math.max(0, net);
  const value: Remittance835 = {
    payment: {
      handling: amountCents === 0 ? 'H' : 'I',
      amountCents,
      creditOrDebit: 'C',
      method: amountCents === 0 ? 'NON' : 'CHK',
      paidOn: on,
    },
    trace: { traceNumber, originatorId: '1999999999' },
    productionDate: { on },
    payer: {
      name: { name: claim.payerName },
      street: { address1: '1 SANDBOX WAY' },
      city: { city: 'TRENTON', state: 'NJ', postalCode: '08608' },
      technicalContacts: [{ name: 'EDI SUPPORT', numbers: [{ kind: 'TE', number: '8005550100' }] }],
    },
    payee: { name: { name: claim.providerName, idQualifier: 'XX', id: claim.providerNpi } },
    headers: [
      {
        number: { number: 1 },
        claims: remitted.flatMap(({ claim, payments }) => payments.map((payment) => claimPayment(claim, payment))),
      },
    ],
    providerAdjustments: adjustments.map(({ code, reference, amountCents }) => ({
      adjustment: {
        providerId: claim.providerNpi,
        fiscalYearEnd: `${on.slice(0, 4)}-12-31`,
        adjustments: [{ id: { reasonCode: code, reference: reference.slice(0, 50) }, amountCents }],
      },
    })),
  };
  return fileOf(envelope, {
    group: { functionalId: 'HP', version: guides['835'].version, set: write835(value, '0001') },
  });
}

function sumOf(amounts: readonly { readonly amountCents: number }[]): number {
  return amounts.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function claimPayment(claim: ClaimArrived, payment: Payment): ClaimPayment835 {
  const { statusCode, lines, payerControlNumber, remarks, crossover, correctedMemberId } = payment;
  const adjusted = lines.flatMap(({ adjustments }) => adjustments);
  const patient = sumOf(adjusted.filter(({ group }) => group === 'PR'));
  return {
    claim: {
      patientControlNumber: claim.patientControlNumber,
      statusCode,
      chargeCents: lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0),
      paidCents: paidIn([payment]),
      ...(patient === 0 || statusCode === '22' ? {} : { patientResponsibilityCents: patient }),
      filingCode: '12',
      payerControlNumber,
      facilityCode: claim.placeOfService,
      frequencyCode: claim.frequency,
    },
    adjustments: payment.withoutLines ? casOf(adjusted) : [],
    patient: { ...claim.patient, idQualifier: 'MI', id: claim.memberId },
    ...(claim.subscriber ? { insured: { type: '1', ...claim.subscriber, idQualifier: 'MI', id: claim.memberId } } : {}),
    ...(correctedMemberId ? { correctedPatient: { type: '1', idQualifier: 'C', id: correctedMemberId } } : {}),
    ...(crossover
      ? { crossoverCarrier: { organizationName: crossover.name, idQualifier: 'PI', id: crossover.id } }
      : {}),
    ...(remarks.length > 0 ? { outpatient: { remarkCodes: [...remarks] } } : {}),
    ...(payment.withoutLines ? { dates: [{ qualifier: '232' as const, on: lines[0]?.serviceDate ?? '' }] } : {}),
    services: payment.withoutLines ? [] : lines.map(service),
  };
}

function service(line: LinePaid): ServicePayment835 {
  const billed = { qualifier: 'HC' as const, code: line.procedureCode, modifiers: line.modifiers };
  return {
    service: {
      procedure: line.paidAs ? { qualifier: 'HC', code: line.paidAs } : billed,
      chargeCents: line.chargeCents,
      paidCents: line.paidCents,
      ...(line.paidAs ? { submittedProcedure: billed } : {}),
    },
    dates: [{ qualifier: '472', on: line.serviceDate }],
    adjustments: casOf(line.adjustments),
    lineControlNumber: { value: line.lineId },
    remarks: line.remarks.map((code) => ({ list: 'HE', code })),
  };
}

/** One CAS for each group, of at most six reasons. */
function casOf(adjustments: readonly Adjusted[]): NonNullable<ServicePayment835['adjustments']> {
  const groups = [...new Set(adjustments.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    reasons: adjustments
      .filter((one) => one.group === group)
      .map(({ reason, amountCents }) => ({ reasonCode: reason, amountCents })),
  }));
}
