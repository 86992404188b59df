import type { ReceivedPayment, WriteOffReason } from '../claim/inputs.ts';
import type { IsoDate } from '../dates.ts';
import { type Cents, cents, negate } from '../money.ts';
import type { Account, Entry, Leg } from './entry.ts';
import type { OpenBalances } from './who-owes.ts';

/** Which claim is charged, in which version of its file, and to whom. */
export interface Charge {
  readonly claimId: string;
  readonly version: number;
  readonly chargeCents: Cents;
  readonly responsibleParty: 'insurance' | 'selfPay';
  readonly on: IsoDate;
}

/** The claim's charge: owed by the payer, or by the patient who pays himself. Undefined for a claim without charge. */
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
 * A corrected claim's charge: the former charge entry is taken back and the new one posted. `previous` is the newest
 * charge entry not yet taken back, undefined where the claim had none. Nothing when amount and debtor stay the same.
 */
export function chargeCorrectionEntries(charge: Charge & { readonly previous: Entry | undefined }): readonly Entry[] {
  const next = chargeEntry(charge);
  const { claimId, version, on, previous } = charge;
  if (sameMoney(previous, next)) return [];
  const key = `${claimId}:charge-reversal:${version}`;
  const back = previous && takenBack(previous, { key, kind: 'correction', on, source: `version ${version}` });
  return [back, next].filter((one) => one !== undefined);
}

/** What a benefit rule, or a person, moves from the payer to the patient. Undefined when nothing is open. */
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
 * Money from the patient. While an agency has the account it lowers what the agency holds first; what is paid above
 * the balance stays as a credit of the patient. Undefined for an amount of zero.
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
  // The payment's own id alone: the same payment told of two claims must not be taken twice.
  return entry({
    key: `payment:${payment.paymentId}`,
    kind: 'patient-payment',
    claimId,
    on: payment.receivedOn,
    source: `payment ${payment.paymentId} (${payment.method})`,
    legs,
  });
}

/** Gives up all that is open, whoever owes it. Undefined when nothing is open. `key` is the caller's, of its cause. */
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

/** One placement of a claim with the agency, or its recall. */
export interface Placement {
  readonly claimId: string;
  /** 1 for the first placement of the claim. */
  readonly placement: number;
  readonly amountCents: Cents;
  readonly on: IsoDate;
}

/** The agency takes over what the patient owes. Undefined when nothing is open. */
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

/** What the agency has not collected is the patient's again. Undefined when nothing is left. */
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

/** The entry that takes another one back: the same accounts, each amount with the other sign. */
function takenBack(original: Entry, as: Pick<Entry, 'key' | 'kind' | 'on' | 'source'>): Entry {
  return {
    ...as,
    claimId: original.claimId,
    reverses: original.key,
    legs: original.legs.map(({ account, amountCents }) => ({ account, amountCents: negate(amountCents) })),
  };
}

/** Debit one account, credit another; no legs at all for zero. */
export function transfer(debit: Account, credit: Account, amountCents: Cents): readonly Leg[] {
  return amountCents === 0
    ? []
    : [
        { account: debit, amountCents },
        { account: credit, amountCents: negate(amountCents) },
      ];
}

/** An entry, with the legs of one account added up; undefined when none is left. */
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
