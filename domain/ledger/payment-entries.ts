import { type Cents, cents, minus, sum } from '../money.ts';
import { isPredetermination, totalOf } from '../remittance/classify.ts';
import type { Adjustment, ClaimPayment, ProviderLevelAdjustment, ServicePayment } from '../remittance/remittance.ts';
import { type Account, type Coverage, type Party, receivable } from './accounts.ts';
import {
  type Draft,
  type Entry,
  entry,
  type EntryDays,
  type EntryKind,
  isMirror,
  transfer,
  wholeClaim,
} from './entry.ts';

/** A service line as billed. */
export interface BilledLine {
  readonly lineId: string;
  readonly procedureCode: string;
}

/** Where a part of a remittance advice comes from, and when it was paid and is posted. */
export interface RemittanceSource extends EntryDays {
  /** Identifies the remittance advice: digest of its file and number of its transaction set. Segment positions are
   * appended. */
  readonly source: string;
}

/** A claim payment of a remittance advice, to be posted. */
export interface PaymentPosting extends RemittanceSource {
  readonly payment: ClaimPayment;
  readonly claimId: string;
  /** The lines of the claim as billed. */
  readonly lines: readonly BilledLine[];
  /** Which coverage pays. */
  readonly payer: Coverage;
  /** Who owes what it leaves to the patient: the next coverage, or the patient. */
  readonly next: Party;
}

/**
 * The entries of a claim payment: amount paid, contractual adjustment, patient responsibility. Denials are not posted:
 * the payer still owes them. An amount of zero has no entry. For a reversal, call `reversalEntries`.
 */
export function paymentEntries(posting: PaymentPosting): readonly Entry[] {
  return movements(posting).flatMap((made) => entry(made) ?? []);
}

/**
 * The entries of a reversal (CLP02 = 22). A reversal repeats the original payment with every sign inverted, so its own
 * amounts are posted: the balances do not depend on the order of arrival, and the total matches the payer's deposit.
 * `earlier` holds the claim's entries so far; `reverses` names the newest one with the inverted amounts that is not
 * reversed yet. An entry without `reverses` means that the original has not arrived: a person should check it.
 * @source 005010X221A1, reversals and corrections
 */
export function reversalEntries(posting: PaymentPosting & { readonly earlier: readonly Entry[] }): readonly Entry[] {
  const reversed = new Set(posting.earlier.map(({ reverses }) => reverses));
  return movements(posting).flatMap(({ kind, ...draft }) => {
    const made = entry({ ...draft, kind: 'reversal' });
    if (!made) return [];
    const original = posting.earlier.findLast(
      (one) => one.kind === kind && !reversed.has(one.key) && isMirror(one, made),
    );
    return [original ? { ...made, reverses: original.key } : made];
  });
}

/** The entry of a payment for an unknown claim: unapplied until a person assigns it. Undefined for zero. */
export function unappliedEntry({
  payment,
  source,
  ...days
}: RemittanceSource & { readonly payment: ClaimPayment }): Entry | undefined {
  if (isPredetermination(payment)) return undefined;
  return unapplied({ ...days, source: `${source}:${payment.position}` }, payment.paidCents);
}

/**
 * The entry of a provider-level adjustment (PLB). A positive amount reduces the payment, so clearing is credited.
 * Undefined for zero.
 */
export function providerLevelEntry({
  adjustment,
  index,
  source,
  ...days
}: RemittanceSource & {
  readonly adjustment: ProviderLevelAdjustment;
  readonly index: number;
}): Entry | undefined {
  // A PLB segment has up to six adjustments at one position: the index distinguishes them.
  return unapplied({ ...days, source: `${source}:${adjustment.position}:${index}` }, cents(-adjustment.amountCents));
}

/**
 * The entry of the part of a payment that cannot be read: unapplied until a later file contains it. Negative when a
 * later file does. Undefined for zero.
 */
export function unreadEntry({
  amountCents,
  ...from
}: RemittanceSource & { readonly amountCents: Cents }): Entry | undefined {
  return unapplied(from, amountCents, `${from.source}:unread`);
}

/** Money of a remittance that belongs to no claim. */
function unapplied(from: RemittanceSource, amountCents: Cents, key = `${from.source}:unapplied`): Entry | undefined {
  return entry({
    key,
    kind: 'unapplied',
    claimId: null,
    ...from,
    transfers: [transfer({ line: wholeClaim, debit: 'payer-clearing', credit: 'unapplied' }, amountCents)],
  });
}

function movements(posting: PaymentPosting): readonly Draft[] {
  const { payment, claimId, payer, next, source, effectiveOn, postedOn } = posting;
  if (isPredetermination(payment)) return [];
  const from = `${source}:${payment.position}`;
  const parts = partsOf(payment, posting.lines);
  const draft = (kind: EntryKind, debit: Account, amountOf: (part: Part) => Cents): Draft => ({
    key: `${from}:${kind}`,
    kind,
    claimId,
    ...{ effectiveOn, postedOn, source: from },
    transfers: parts.map((part) => transfer({ line: part.line, debit, credit: receivable(payer) }, amountOf(part))),
  });
  return [
    draft('payer-payment', 'payer-clearing', ({ paidCents }) => paidCents),
    draft('contractual-adjustment', 'contractual-adjustments', (part) => totalOf(part.adjustments, 'contractual')),
    draft('patient-responsibility', receivable(next), (part) => totalOf(part.adjustments, 'patient')),
  ];
}

/** What a claim payment says of one line, or of the whole claim. */
interface Part {
  readonly line: string;
  readonly paidCents: Cents;
  readonly adjustments: readonly Adjustment[];
}

/** The services by line, and what the claim payment says of the whole claim. The payments add up to CLP04. */
function partsOf({ services, paidCents, adjustments }: ClaimPayment, lines: readonly BilledLine[]): readonly Part[] {
  const ofServices = sum(services.map((service) => service.paidCents));
  return [
    ...linesOfServices(services, lines).map(({ service, line }) => ({ ...service, line })),
    { line: wholeClaim, paidCents: minus(paidCents, ofServices), adjustments },
  ];
}

/** The line of each service payment: by our line id, else the first unmatched line with its procedure. */
function linesOfServices(
  services: readonly ServicePayment[],
  lines: readonly BilledLine[],
): readonly { readonly service: ServicePayment; readonly line: string }[] {
  const taken = new Set<BilledLine>();
  return services.map((service) => {
    const line =
      lines.find(({ lineId }) => lineId === service.lineId) ??
      lines.find((one) => !taken.has(one) && one.procedureCode === service.procedureCode);
    if (line) taken.add(line);
    return { service, line: line?.lineId ?? wholeClaim };
  });
}
