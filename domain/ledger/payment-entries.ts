import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';
import { allAdjustments, isPredetermination, totalOf } from '../remittance/classify.ts';
import type { ClaimPayment, ProviderLevelAdjustment } from '../remittance/remittance.ts';
import type { Entry, EntryKind, Leg } from './entry.ts';
import { entry, transfer } from './entries.ts';

/** One claim payment of one remittance advice, as it is posted. */
export interface PaymentPosting {
  readonly payment: ClaimPayment;
  readonly claimId: string;
  /** Names the remittance advice: SHA-256 of its file and number of its transaction set. Positions are added here. */
  readonly source: string;
  readonly on: IsoDate;
}

/**
 * What a claim payment moves: money paid, what is given up by contract, what the patient owes. Denials are not posted:
 * the payer still owes them. An amount of zero makes no entry. For a reversal call `reversalEntries`.
 */
export function paymentEntries({ payment, claimId, source, on }: PaymentPosting): readonly Entry[] {
  const from = `${source}:${payment.position}`;
  return movements(payment).flatMap(
    ({ kind, legs }) => entry({ key: `${from}:${kind}`, kind, claimId, on, source: from, legs }) ?? [],
  );
}

/**
 * What a reversal (CLP02 = 22) takes back. A reversal repeats the original with every sign turned, so its own amounts
 * are posted: the books come out the same in whatever order the two arrive, and the payer's money agrees with its
 * deposit. `earlier` are the claim's entries so far; the newest one that mirrors, and is not yet taken back, is named
 * in `reverses`. An entry without `reverses` means that the original is not known (yet): a person should look.
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
  const takenBack = new Set(earlier.map(({ reverses }) => reverses));
  return movements(payment).flatMap(({ kind, legs }) => {
    const made = entry({ key: `${from}:${kind}`, kind: 'reversal', claimId, on, source: from, legs });
    if (!made) return [];
    const original = earlier.findLast((one) => one.kind === kind && !takenBack.has(one.key) && mirrors(one, made));
    return [original ? { ...made, reverses: original.key } : made];
  });
}

/** Money for a claim that is not ours, or not known: kept apart until a person says whose it is. */
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
 * Money that a remittance takes or adds outside any claim (PLB); positive lowers the payment, so clearing is credited.
 */
export function providerLevelEntry(input: {
  readonly adjustment: ProviderLevelAdjustment;
  readonly index: number;
  readonly source: string;
  readonly on: IsoDate;
}): Entry | undefined {
  const { adjustment, index, source, on } = input;
  // One PLB segment holds up to six pairs, all at the segment's position: the index tells them apart.
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
