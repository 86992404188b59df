import { writeCsv } from '../csv.ts';
import type { IsoDate } from '../dates.ts';
import type { Entry } from '../ledger/entry.ts';
import { balancesAfter, openOf } from '../ledger/balances.ts';
import { type Cents, minus, sum, zero } from '../money.ts';
import type { RecallReason } from '../policy/placement.ts';
import { type PlacementRow, placementColumns } from './placement-row.ts';

/**
 * Text of a placement file: a header, one row per account, and a trailer with their count and total balance. It has no
 * diagnosis and no procedure, because the agency needs neither.
 */
export function placementFile(rows: readonly PlacementRow[]): string {
  const total = sum(rows.map((row) => row.balanceCents));
  return writeCsv([
    placementColumns,
    ...rows.map((row) => placementColumns.map((column) => String(row[column]))),
    ['TRAILER', String(rows.length), String(total)],
  ]);
}

/** Text of a recall file: accounts that the agency must return. */
export function recallFile(
  recalls: readonly { readonly accountNumber: string; readonly reason: RecallReason }[],
  on: IsoDate,
): string {
  return writeCsv([
    ['accountNumber', 'reason', 'date'],
    ...recalls.map(({ accountNumber, reason }) => [accountNumber, reason, on]),
    ['TRAILER', String(recalls.length), '0'],
  ]);
}

/** A payment that the patient made to the practice while the agency had the account. */
export interface DirectPayment {
  readonly accountNumber: string;
  /** What it takes off the placed balance. */
  readonly paymentCents: Cents;
  readonly receivedOn: IsoDate;
  /** What the agency still has to collect. */
  readonly balanceCents: Cents;
}

/** Text of a file of direct payments: the agency must not collect them again. */
export function directPaymentFile(payments: readonly DirectPayment[]): string {
  return writeCsv([
    ['accountNumber', 'paymentCents', 'receivedDate', 'balanceCents'],
    ...payments.map(({ accountNumber, paymentCents, receivedOn, balanceCents }) => [
      accountNumber,
      String(paymentCents),
      receivedOn,
      String(balanceCents),
    ]),
    ['TRAILER', String(payments.length), String(sum(payments.map(({ paymentCents }) => paymentCents)))],
  ]);
}

/**
 * What a payment took off the balance of a placement; undefined when it is another payment than one made while the
 * agency had the account. `entries` are those of the claim, oldest first.
 */
export function directPaymentOf(
  entries: readonly Entry[],
  { claimId, placement, paymentId }: { claimId: string; placement: number; paymentId: string },
): Pick<DirectPayment, 'paymentCents' | 'receivedOn'> | undefined {
  const since = entries.findIndex(({ key }) => key === `${claimId}:placement:${placement}`);
  const payment = entries.find(({ key }, at) => since >= 0 && at > since && key === `payment:${paymentId}`);
  const paymentCents = payment ? minus(zero, openOf(balancesAfter([payment]), 'agency')) : zero;
  return payment && paymentCents > 0 ? { paymentCents, receivedOn: payment.effectiveOn } : undefined;
}
