import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';
import { allAdjustments, isPredetermination, totalOf } from '../remittance/classify.ts';
import type { ClaimPayment, ProviderLevelAdjustment } from '../remittance/remittance.ts';
import type { Entry, EntryKind, Leg } from './entry.ts';
import { entry, transfer } from './entries.ts';

/** A claim payment of a remittance advice, to be posted. */
export interface PaymentPosting {
  readonly payment: ClaimPayment;
  readonly claimId: string;
  /** Identifies the remittance advice: SHA-256 of its file and number of its transaction set. Segment positions are
   * appended. */
  readonly source: string;
  readonly on: IsoDate;
}

/**
 * The entries of a claim payment: amount paid, contractual adjustment, patient responsibility. Denials are not posted:
 * the payer still owes them. An amount of zero has no entry. For a reversal, call `reversalEntries`.
 */
export function paymentEntries({ payment, claimId, source, on }: PaymentPosting): readonly Entry[] {
  const from = `${source}:${payment.position}`;
  return movements(payment).flatMap(
    ({ kind, legs }) => entry({ key: `${from}:${kind}`, kind, claimId, on, source: from, legs }) ?? [],
  );
}

/**
 * The entries of a reversal (CLP02 = 22). A reversal repeats the original payment with every sign inverted, so its own
 * amounts are posted: the balances do not depend on the order of arrival, and the total matches the payer's deposit.
 * `earlier` holds the claim's entries so far; `reverses` names the newest one with the inverted amounts that is not
 * reversed yet. An entry without `reverses` means that the original has not arrived: a person should check it.
 * @source 005010X221A1, reversals and corrections
 */
export function reversalEntries({
  payment,
  claimId,
  source,
  on,
  earlier,
}: PaymentPosting & { readonly earlier: readonly Entry[] }): readonly Entry[] {
  const from = `${source}:${payment.position}`;
  const reversed = new Set(earlier.map(({ reverses }) => reverses));
  return movements(payment).flatMap(({ kind, legs }) => {
    const made = entry({ key: `${from}:${kind}`, kind: 'reversal', claimId, on, source: from, legs });
    if (!made) return [];
    const original = earlier.findLast((one) => one.kind === kind && !reversed.has(one.key) && mirrors(one, made));
    return [original ? { ...made, reverses: original.key } : made];
  });
}

/** The entry of a payment for an unknown claim: unapplied until a person assigns it. Undefined for zero. */
export function unappliedEntry({ payment, source, on }: Omit<PaymentPosting, 'claimId'>): Entry | undefined {
  if (isPredetermination(payment)) return undefined;
  const from = `${source}:${payment.position}`;
  return entry({
    key: `${from}:unapplied`,
    kind: 'unapplied',
    claimId: null,
    on,
    source: from,
    legs: transfer('payer-clearing', 'unapplied', payment.paidCents),
  });
}

/**
 * The entry of a provider-level adjustment (PLB). A positive amount reduces the payment, so clearing is credited.
 * Undefined for zero.
 */
export function providerLevelEntry(input: {
  readonly adjustment: ProviderLevelAdjustment;
  readonly index: number;
  readonly source: string;
  readonly on: IsoDate;
}): Entry | undefined {
  const { adjustment, index, source, on } = input;
  // A PLB segment has up to six adjustments at one position: the index distinguishes them.
  const from = `${source}:${adjustment.position}:${index}`;
  return entry({
    key: `${from}:unapplied`,
    kind: 'unapplied',
    claimId: null,
    on,
    source: from,
    legs: transfer('unapplied', 'payer-clearing', adjustment.amountCents),
  });
}

/**
 * The entry of the part of a payment that cannot be read: unapplied until a later file contains it. Negative when a
 * later file does. Undefined for zero.
 */
export function unreadEntry({
  amountCents,
  source,
  on,
}: {
  readonly amountCents: Cents;
  readonly source: string;
  readonly on: IsoDate;
}): Entry | undefined {
  const legs = transfer('payer-clearing', 'unapplied', amountCents);
  return entry({ key: `${source}:unread`, kind: 'unapplied', claimId: null, on, source, legs });
}

interface Movement {
  readonly kind: EntryKind;
  readonly legs: readonly Leg[];
}

function movements(payment: ClaimPayment): readonly Movement[] {
  if (isPredetermination(payment)) return [];
  const adjustments = allAdjustments(payment);
  return [
    { kind: 'payer-payment', legs: transfer('payer-clearing', 'receivable:payer', payment.paidCents) },
    {
      kind: 'contractual-adjustment',
      legs: transfer('contractual-adjustments', 'receivable:payer', totalOf(adjustments, 'contractual')),
    },
    {
      kind: 'patient-responsibility',
      legs: transfer('receivable:patient', 'receivable:payer', totalOf(adjustments, 'patient')),
    },
  ];
}

function mirrors(one: Entry, other: Entry): boolean {
  const amountIn = (account: string): Cents | undefined => one.legs.find((leg) => leg.account === account)?.amountCents;
  return (
    one.legs.length === other.legs.length &&
    other.legs.every(({ account, amountCents }) => amountIn(account) === -amountCents)
  );
}
