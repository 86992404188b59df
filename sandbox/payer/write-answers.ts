import {
  type Acknowledgment999,
  type ClaimAcknowledgment277,
  guides,
  type Interchange,
  type InterchangeAcknowledgment,
  type Remittance835,
  type SetToWrite,
  write277CA,
  write835,
  write999,
  writeInterchange,
} from '../../x12/index.ts';
import type { LinePaid } from './adjudicate.ts';
import type { ClaimArrived } from './read-claims.ts';

/** The interchange that is answered, and the control number and date of the answer. */
export interface Envelope {
  readonly to: Interchange;
  readonly control: number;
  readonly on: string;
}

/** Writes a file with one transaction set or one TA1. */
function fileOf(
  { to, control, on }: Envelope,
  functionalId: string,
  version: string,
  set: SetToWrite | undefined,
  acknowledgments: readonly InterchangeAcknowledgment[] = [],
): Uint8Array {
  const written = writeInterchange({
    senderQualifier: to.receiverQualifier,
    senderId: to.receiverId,
    receiverQualifier: to.senderQualifier,
    receiverId: to.senderId,
    on,
    at: '0800',
    control,
    usage: to.usage === 'T' ? 'T' : 'P',
    acknowledgments,
    groups: set
      ? [{ functionalId, senderCode: to.receiverId, receiverCode: to.senderId, control, version, sets: [set] }]
      : [],
  });
  if (written.kind === 'refused')
    throw new Error(
      `the sandbox wrote an invalid ${functionalId}: ` +
        written.findings.map(({ segment, rule }) => `${segment} ${rule}`).join(', '),
    );
  return written.bytes;
}

/** TA1: rejects an interchange with a faulty envelope. */
export function interchangeRefusal(envelope: Envelope): Uint8Array {
  const { to, on } = envelope;
  return fileOf(
    envelope,
    '',
    '',
    undefined,
    [{ control: to.control, date: to.date, time: to.time, code: 'R', noteCode: '001' }].map((one) => ({
      ...one,
      date: one.date || on.slice(2),
    })),
  );
}

/** An error to report in a 999: segment, position and IK304 code. */
export interface SetFault {
  readonly segment: string;
  readonly position: number;
  readonly loop?: string;
  readonly code: '3' | '8';
}

/** 999: accepts all transaction sets, or rejects them for an error. */
export function functionalAnswer(envelope: Envelope, fault: SetFault | undefined): Uint8Array {
  const [group] = envelope.to.groups;
  const sets = group?.sets ?? [];
  const value: Acknowledgment999 = {
    group: {
      functionalId: group?.functionalId ?? 'HC',
      control: Number(group?.control ?? 0),
      version: group?.version ?? guides['837p'].version,
    },
    sets: sets.map((set) => ({
      set: { set: set.set, control: set.control, guide: set.guide },
      faults: fault
        ? [
            {
              segment: {
                id: fault.segment,
                position: fault.position,
                ...(fault.loop ? { loop: fault.loop.slice(0, 4) } : {}),
                code: fault.code,
              },
            },
          ]
        : [],
      verdict: fault ? { code: 'R', faults: ['5'] } : { code: 'A' },
    })),
    verdict: {
      code: fault ? 'R' : 'A',
      included: sets.length,
      received: sets.length,
      accepted: fault ? 0 : sets.length,
    },
  };
  return fileOf(envelope, 'FA', guides['999'].version, write999(value, '0001'));
}

/** 277CA about one claim. */
export function claimAnswer(
  envelope: Envelope,
  claim: ClaimArrived,
  status: { category: string; status: string; entity: string },
): Uint8Array {
  const { on, to, control } = envelope;
  const amount = { on, amountCents: claim.chargeCents };
  const isAccepted = status.category === 'A2';
  const dates = { on };
  const value: ClaimAcknowledgment277 = {
    beginning: {
      reference: String(control).padStart(6, '0'),
      on,
      at: '0800',
    },
    sources: [
      {
        name: { role: 'PR', organizationName: claim.payerName, idQualifier: 'PI', id: claim.payerId },
        status: { trace: { number: String(control) }, received: dates, processed: dates },
        receivers: [
          {
            name: { type: '2', lastName: claim.providerName, idQualifier: '46', id: to.senderId },
            status: {
              trace: { number: String(control) },
              statuses: [{ statuses: [{ category: 'A1', status: '19', entity: 'PR' }], action: 'WQ', ...amount }],
              ...(isAccepted
                ? { accepted: { quantity: 1 }, acceptedCents: { amountCents: claim.chargeCents } }
                : { rejected: { quantity: 1 }, rejectedCents: { amountCents: claim.chargeCents } }),
            },
            providers: [
              providerAnswer(claim, [{ statuses: [status], action: isAccepted ? 'WQ' : 'U', ...amount }], on),
            ],
          },
        ],
      },
    ],
  };
  return fileOf(envelope, 'HN', guides['277ca'].version, write277CA(value, '0001'));
}

type Provider277 = NonNullable<
  NonNullable<NonNullable<ClaimAcknowledgment277['sources']>[number]['receivers']>[number]['providers']
>[number];
type Status277 = { statuses: { category: string; status: string; entity: string }[]; action: 'WQ' | 'U' } & {
  on: string;
  amountCents: number;
};

/** The billing provider level of a 277CA, with its one claim. */
function providerAnswer(claim: ClaimArrived, statuses: readonly Status277[], on: string): Provider277 {
  return {
    name: { type: '2', lastName: claim.providerName, idQualifier: 'XX', id: claim.providerNpi },
    patients: [
      {
        name: { ...claim.patient, idQualifier: 'MI', id: claim.memberId },
        claims: [
          {
            trace: { number: claim.patientControlNumber },
            statuses,
            serviceDate: { when: claim.lines[0]?.serviceDate ?? on },
          },
        ],
      },
    ],
  };
}

/** One claim payment or reversal. */
export interface Payment {
  readonly statusCode: '1' | '22';
  readonly lines: readonly LinePaid[];
  readonly payerControlNumber: string;
}

/** 835: pays one claim. */
export function remittance(
  envelope: Envelope,
  claim: ClaimArrived,
  payments: readonly Payment[],
  traceNumber: string,
): Uint8Array {
  const total = payments.flatMap(({ lines }) => lines).reduce((sum, { paidCents }) => sum + paidCents, 0);
  const value: Remittance835 = {
    payment: {
      handling: total === 0 ? 'H' : 'I',
      amountCents: total,
      creditOrDebit: 'C',
      method: total === 0 ? 'NON' : 'CHK',
      paidOn: envelope.on,
    },
    trace: { traceNumber, originatorId: '1999999999' },
    productionDate: { on: envelope.on },
    payer: {
      name: { name: claim.payerName },
      street: { address1: '1 SANDBOX WAY' },
      city: { city: 'TRENTON', state: 'NJ', postalCode: '08608' },
      technicalContacts: [{ name: 'EDI SUPPORT', numbers: [{ kind: 'TE', number: '8005550100' }] }],
    },
    payee: { name: { name: claim.providerName, idQualifier: 'XX', id: claim.providerNpi } },
    headers: [{ number: { number: 1 }, claims: payments.map((payment) => claimPayment(claim, payment)) }],
  };
  return fileOf(envelope, 'HP', guides['835'].version, write835(value, '0001'));
}

function claimPayment(
  claim: ClaimArrived,
  { statusCode, lines, payerControlNumber }: Payment,
): NonNullable<NonNullable<Remittance835['headers']>[number]['claims']>[number] {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const patient = sum(
    lines
      .flatMap(({ adjustments }) => adjustments)
      .filter(({ group }) => group === 'PR')
      .map(({ amountCents }) => amountCents),
  );
  return {
    claim: {
      patientControlNumber: claim.patientControlNumber,
      statusCode,
      chargeCents: sum(lines.map(({ chargeCents }) => chargeCents)),
      paidCents: sum(lines.map(({ paidCents }) => paidCents)),
      ...(patient === 0 || statusCode === '22' ? {} : { patientResponsibilityCents: patient }),
      filingCode: '12',
      payerControlNumber,
      facilityCode: claim.placeOfService,
      frequencyCode: claim.isReplacement ? '7' : '1',
    },
    patient: { ...claim.patient, idQualifier: 'MI', id: claim.memberId },
    services: lines.map((line) => ({
      service: {
        procedure: { qualifier: 'HC', code: line.procedureCode, modifiers: line.modifiers },
        chargeCents: line.chargeCents,
        paidCents: line.paidCents,
      },
      dates: [{ qualifier: '472' as const, on: line.serviceDate }],
      adjustments: line.adjustments.map(({ group, reason, amountCents }) => ({
        group,
        reasons: [{ reasonCode: reason, amountCents }],
      })),
      lineControlNumber: { value: line.lineId },
      remarks: line.remark ? [{ list: 'HE' as const, code: line.remark }] : [],
    })),
  };
}
