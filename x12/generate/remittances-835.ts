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

/** Kinds with several sets in a file, or several providers in a set. */
const payeesOf: Readonly<Record<string, number>> = { 'several-payees': 3 };
const providersOf: Readonly<Record<string, number>> = { 'several-providers': 2 };

/**
 * A balanced remittance, determined by a seed and a number. A set pays one payee, so a file for several payees has
 * `further` sets of the same payer.
 */
export function generate835(
  seed: number,
  number: number,
): { readonly kind: string; readonly value: Remittance835; readonly further: readonly Remittance835[] } {
  const chance = new Chance(seed * 1_000_003 + number);
  const kind = kinds835[number % kinds835.length] ?? 'paid';
  const providers = providersOf[kind] ?? 1;
  const paidBy = payingParty(chance);
  const remit = (payee: number): Remittance835 => {
    const reference = `${seed.toString(36)}R${number.toString(36)}${payee > 0 ? `P${payee}` : ''}`.toUpperCase();
    const draft: RemittanceDraft = {
      claims: Array.from({ length: chance.between(providers, 6) }, (_, index) =>
        claimPayment(chance, `G${reference}C${index + 1}`),
      ),
      adjustments: [],
    };
    kindsOfRemittance[kind]?.(draft, chance);
    for (const claim of draft.claims) total(claim);
    return remittance(draft, chance, { paidBy, traceNumber: `T${reference}`, providers });
  };
  const value = remit(0);
  const further = Array.from({ length: (payeesOf[kind] ?? 1) - 1 }, (_, index) => remit(index + 1));
  return { kind, value, further };
}

interface PayingParty {
  readonly payer: Remittance835['payer'];
  readonly originatorId: string;
}

function payingParty(chance: Chance): PayingParty {
  return {
    payer: { name: { name: payer(chance).name }, ...address(chance), technicalContacts: [telephone(chance)] },
    originatorId: `1${chance.digits(9)}`,
  };
}

interface Particulars {
  readonly paidBy: PayingParty;
  readonly traceNumber: string;
  /** Number of providers of the payee. */
  readonly providers: number;
}

function remittance(
  { claims, adjustments }: RemittanceDraft,
  chance: Chance,
  { paidBy: { payer, originatorId }, traceNumber, providers }: Particulars,
): Remittance835 {
  const paid = claims.reduce((sum, { claim }) => sum + claim.paidCents, 0);
  const net = paid - adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  // A payer cannot pay a negative amount: the balance is carried forward to the next remittance.
  const carried = net < 0 ? [{ id: { reasonCode: 'FB', reference: `F${chance.digits(8)}` }, amountCents: net }] : [];
  const payeeId = npi(chance);
  const providerIds = [payeeId, ...Array.from({ length: providers - 1 }, () => npi(chance))];
  const adjusted = dealt([...adjustments, ...carried], providers).flatMap((own, index) =>
    own.length > 0
      ? [{ adjustment: { providerId: providerIds[index] ?? payeeId, fiscalYearEnd, adjustments: own } }]
      : [],
  );
  return {
    payment: { ...payment(Math.max(net, 0), chance, originatorId), paidOn: '2026-10-02' },
    trace: { traceNumber, originatorId },
    productionDate: { on: '2026-10-01' },
    payer,
    payee: { name: { name: clinic(chance), idQualifier: 'XX', id: payeeId }, ...address(chance, true) },
    headers: dealt(claims, providers).map((own, index) => ({
      number: { number: index + 1 },
      ...(providers > 1 ? { providerSummary: summary(providerIds[index] ?? payeeId, own) } : {}),
      claims: own,
    })),
    ...(adjusted.length > 0 ? { providerAdjustments: adjusted } : {}),
  };
}

const fiscalYearEnd = '2026-12-31';

/** Items in turn to a number of lists. */
function dealt<T>(items: readonly T[], lists: number): readonly (readonly T[])[] {
  return Array.from({ length: lists }, (_, list) => items.filter((_item, index) => index % lists === list));
}

/** TS3: number and charges of a provider's claims. */
function summary(providerId: string, claims: readonly Draft<ClaimPayment>[]) {
  const chargeCents = claims.reduce((sum, { claim }) => sum + claim.chargeCents, 0);
  return { providerId, facilityCode: '11', fiscalYearEnd, claims: claims.length, chargeCents };
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
