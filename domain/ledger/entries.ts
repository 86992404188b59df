import type { ReceivedPayment, WriteOffReason } from '../claim/inputs.ts';
import type { IsoDate } from '../dates.ts';
import { type Cents, cents, negate } from '../money.ts';
import type { Account, Entry, Leg } from './entry.ts';
import type { OpenBalances } from './who-owes.ts';

/** The charge of one version of a claim, and who owes it. */
export interface Charge {
  readonly claimId: string;
  readonly version: number;
  readonly chargeCents: Cents;
  readonly responsibleParty: 'insurance' | 'selfPay';
  readonly on: IsoDate;
}

/** The entry of a claim's charge. The payer owes it, or a self-pay patient. Undefined for a charge of zero. */
export function chargeEntry({ claimId, version, chargeCents, responsibleParty, on }: Charge): Entry | undefined {
  const legs = transfer(
    responsibleParty === 'selfPay' ? 'receivable:patient' : 'receivable:payer',
    'revenue',
    chargeCents,
  );
  return entry({
    key: `${claimId}:charge:${version}`,
    kind: 'charge',
    claimId,
    on,
    source: `version ${version}`,
    legs,
  });
}

/**
 * The entries of a corrected claim's charge: the reversal of the previous charge, and the new one. `previous` is the
 * newest charge entry that is not reversed; undefined if there is none. Empty when amount and debtor stay the same.
 */
export function chargeCorrectionEntries(charge: Charge & { readonly previous: Entry | undefined }): readonly Entry[] {
  const next = chargeEntry(charge);
  const { claimId, version, on, previous } = charge;
  if (sameMoney(previous, next)) return [];
  const key = `${claimId}:charge-reversal:${version}`;
  const back = previous && reversalOf(previous, { key, kind: 'correction', on, source: `version ${version}` });
  return [back, next].filter((one) => one !== undefined);
}

/** Moves the balance of a claim that the plan does not cover from the payer to the patient. Undefined for zero. */
export function patientLiableEntry(input: {
  readonly claimId: string;
  readonly version: number;
  readonly amountCents: Cents;
  readonly on: IsoDate;
}): Entry | undefined {
  const { claimId, version, amountCents, on } = input;
  return entry({
    key: `${claimId}:patient-liable:${version}`,
    kind: 'patient-responsibility',
    claimId,
    on,
    source: `coverage check of version ${version}`,
    legs: transfer('receivable:patient', 'receivable:payer', amountCents),
  });
}

/**
 * A payment from the patient. It reduces the balance at the agency first, then the patient's. Any excess becomes a
 * credit of the patient. Undefined for an amount of zero.
 */
export function patientPaymentEntry(input: {
  readonly claimId: string;
  readonly payment: ReceivedPayment;
  readonly open: OpenBalances;
}): Entry | undefined {
  const { claimId, payment, open } = input;
  const toAgency = cents(Math.max(0, Math.min(payment.amountCents, open.agencyCents)));
  const legs = [
    ...transfer('patient-cash', 'receivable:agency', toAgency),
    ...transfer('patient-cash', 'receivable:patient', cents(payment.amountCents - toAgency)),
  ];
  // The key has no claim id: a payment that is recorded for two claims must post only once.
  return entry({
    key: `payment:${payment.paymentId}`,
    kind: 'patient-payment',
    claimId,
    on: payment.receivedOn,
    source: `payment ${payment.paymentId} (${payment.method})`,
    legs,
  });
}

/** Writes off every positive balance. Undefined when there is none. `key` identifies the cause. */
export function writeOffEntry(input: {
  readonly claimId: string;
  readonly key: string;
  readonly open: OpenBalances;
  readonly reason: WriteOffReason;
  readonly on: IsoDate;
}): Entry | undefined {
  const { claimId, key, open, reason, on } = input;
  const legs = [
    ['receivable:payer', open.payerCents],
    ['receivable:patient', open.patientCents],
    ['receivable:agency', open.agencyCents],
  ] as const;
  return entry({
    key: `write-off:${key}`,
    kind: 'write-off',
    claimId,
    on,
    source: `write-off ${reason}`,
    legs: legs.flatMap(([account, amount]) => (amount > 0 ? transfer('write-offs', account, amount) : [])),
  });
}

/** A placement of a claim with the agency, or its recall. */
export interface Placement {
  readonly claimId: string;
  /** 1 for the first placement of the claim. */
  readonly placement: number;
  readonly amountCents: Cents;
  readonly on: IsoDate;
}

/** Moves the patient's balance to the agency. Undefined for zero. */
export function placementEntry({ claimId, placement, amountCents, on }: Placement): Entry | undefined {
  return entry({
    key: `${claimId}:placement:${placement}`,
    kind: 'placement',
    claimId,
    on,
    source: `placement ${placement}`,
    legs: transfer('receivable:agency', 'receivable:patient', amountCents),
  });
}

/** Moves the rest of a placed balance back to the patient. Undefined for zero. */
export function recallEntry({ claimId, placement, amountCents, on }: Placement): Entry | undefined {
  return entry({
    key: `${claimId}:recall:${placement}`,
    kind: 'recall',
    claimId,
    on,
    source: `recall of placement ${placement}`,
    legs: transfer('receivable:patient', 'receivable:agency', amountCents),
  });
}

/** A reversing entry: the same accounts, with every sign inverted. */
function reversalOf(original: Entry, as: Pick<Entry, 'key' | 'kind' | 'on' | 'source'>): Entry {
  return {
    ...as,
    claimId: original.claimId,
    reverses: original.key,
    legs: original.legs.map(({ account, amountCents }) => ({ account, amountCents: negate(amountCents) })),
  };
}

/** Debits one account and credits another. Empty for zero. */
export function transfer(debit: Account, credit: Account, amountCents: Cents): readonly Leg[] {
  return amountCents === 0
    ? []
    : [
        { account: debit, amountCents },
        { account: credit, amountCents: negate(amountCents) },
      ];
}

/** An entry with one leg per account. Undefined when every account nets to zero. */
export function entry(made: Entry): Entry | undefined {
  const totals = new Map<Account, number>();
  for (const { account, amountCents } of made.legs) totals.set(account, (totals.get(account) ?? 0) + amountCents);
  const legs = [...totals]
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({ account, amountCents: cents(amount) }));
  return legs.length === 0 ? undefined : { ...made, legs };
}

function sameMoney(one: Entry | undefined, other: Entry | undefined): boolean {
  const print = (made: Entry | undefined): string =>
    (made?.legs ?? [])
      .map(({ account, amountCents }) => `${account} ${amountCents}`)
      .toSorted()
      .join();
  return print(one) === print(other);
}
