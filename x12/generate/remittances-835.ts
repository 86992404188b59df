import type { Remittance835 } from '../sets/835.ts';
import { Chance, dayOf2026 } from './chance.ts';
import type { Draft } from './claim.ts';
import { modifierCodes, procedureCode } from './codes.ts';
import { address, clinic, npi, payer, personName, telephone } from './people.ts';
import {
  adjusted,
  type ClaimPayment,
  kindsOfRemittance,
  type RemittanceDraft,
  type ServicePayment,
  sumOf,
} from './remittance-kinds.ts';

/** Kinds of generated remittances. */
export const kinds835: readonly string[] = Object.keys(kindsOfRemittance);

/** A balanced remittance, determined by a seed and a number. */
export function generate835(seed: number, number: number): { readonly kind: string; readonly value: Remittance835 } {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds835[number % kinds835.length] ?? 'paid';
  const draft: RemittanceDraft = {
    claims: Array.from({ length: chance.between(1, 6) }, (_, index) =>
      claimPayment(chance, `G${seed.toString(36)}R${number.toString(36)}C${index + 1}`.toUpperCase()),
    ),
    adjustments: [],
  };
  kindsOfRemittance[kind]?.(draft, chance);
  for (const claim of draft.claims) total(claim);
  return { kind, value: remittance(draft, chance, { seed, number }) };
}

function remittance(
  { claims, adjustments }: RemittanceDraft,
  chance: Chance,
  { seed, number }: { readonly seed: number; readonly number: number },
): Remittance835 {
  const paid = claims.reduce((sum, { claim }) => sum + claim.paidCents, 0);
  const net = paid - adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  // A payer cannot pay a negative amount: the balance is carried forward to the next remittance.
  const carried = net < 0 ? [{ id: { reasonCode: 'FB', reference: `F${chance.digits(8)}` }, amountCents: net }] : [];
  const all = [...adjustments, ...carried];
  const providerId = npi(chance);
  const originatorId = `1${chance.digits(9)}`;
  return {
    payment: { ...payment(Math.max(net, 0), chance, originatorId), paidOn: '2026-10-02' },
    trace: { traceNumber: `T${seed}N${number}`, originatorId },
    productionDate: { on: '2026-10-01' },
    payer: { name: { name: payer(chance).name }, ...address(chance), technicalContacts: [telephone(chance)] },
    payee: { name: { name: clinic(chance), idQualifier: 'XX', id: providerId }, ...address(chance, true) },
    headers: [{ number: { number: 1 }, claims }],
    ...(all.length > 0
      ? { providerAdjustments: [{ adjustment: { providerId, fiscalYearEnd: '2026-12-31', adjustments: all } }] }
      : {}),
  };
}

type Payment = Omit<Remittance835['payment'], 'paidOn'>;

function payment(amountCents: number, chance: Chance, originatorId: string): Payment {
  if (amountCents === 0) return { handling: 'H', amountCents, creditOrDebit: 'C', method: 'NON' };
  if (chance.happens(0.3)) return { handling: 'I', amountCents, creditOrDebit: 'C', method: 'CHK' };
  return {
    handling: 'I',
    amountCents,
    creditOrDebit: 'C',
    method: 'ACH',
    format: 'CCP',
    senderBankQualifier: '01',
    senderBank: `0${chance.digits(8)}`,
    senderAccountQualifier: 'DA',
    senderAccount: chance.digits(10),
    originatorId,
    receiverBankQualifier: '01',
    receiverBank: `0${chance.digits(8)}`,
    receiverAccountQualifier: 'DA',
    receiverAccount: chance.digits(10),
  };
}

function claimPayment(chance: Chance, patientControlNumber: string): Draft<ClaimPayment> {
  return {
    claim: {
      patientControlNumber,
      statusCode: '1',
      chargeCents: 0,
      paidCents: 0,
      filingCode: '12',
      payerControlNumber: `P${chance.digits(10)}`,
      facilityCode: '11',
      frequencyCode: '1',
    },
    patient: { ...personName(chance), idQualifier: 'MI', id: `W${chance.digits(9)}` },
    serviceProvider: { type: '1', ...personName(chance), idQualifier: 'XX', id: npi(chance) },
    receivedOn: { on: '2026-09-01' },
    services: Array.from({ length: chance.between(1, 4) }, (_, index) => servicePayment(chance, index + 1)),
  };
}

function servicePayment(chance: Chance, number: number): ServicePayment {
  const modifiers = modifierCodes(chance);
  const line: ServicePayment = {
    service: {
      procedure: { qualifier: 'HC', code: procedureCode(chance), ...(modifiers.length > 0 ? { modifiers } : {}) },
      chargeCents: chance.cents(500, 90_000),
      paidCents: 0,
      units: chance.of([1, 2, 1.5]),
    },
    dates: [{ qualifier: '472', on: dayOf2026(chance.between(40, 200)) }],
    lineControlNumber: { value: `L${number}` },
  };
  const share = chance.of(['1', '2', '3', undefined]);
  return adjusted(line, [
    { group: 'CO', reasonCode: '45', share: 0.2 },
    ...(share === undefined ? [] : [{ group: 'PR', reasonCode: share, share: 0.1 } as const]),
  ]);
}

/** Sets CLP03 to CLP05 from the lines and adjustments of a claim. */
function total(claim: Draft<ClaimPayment>): void {
  const { services = [], adjustments = [] } = claim;
  const all = [...adjustments, ...services.flatMap((line) => line.adjustments ?? [])];
  const share = sumOf(all.filter(({ group }) => group === 'PR'));
  const ofLines = {
    chargeCents: services.reduce((sum, { service }) => sum + service.chargeCents, 0),
    paidCents: services.reduce((sum, { service }) => sum + service.paidCents, 0),
  };
  claim.claim = {
    ...claim.claim,
    ...(services.length > 0 ? ofLines : {}),
    ...(share > 0 ? { patientResponsibilityCents: share } : {}),
  };
}
