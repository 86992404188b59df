import type { Cents } from '../money.ts';
import type { CoveragePlace } from './adjustment-class.ts';
import type { Movement } from './movements.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

/** A claim payment of the same claim that is stored. */
export interface EarlierPayment {
  /** Our number of it. */
  readonly id: string;
  /** Origin of its entries. */
  readonly source: string;
  /** Our number of its remittance. */
  readonly remittanceId: string;
  /** TRN03: who sent it. */
  readonly originatorId: string;
  /** TRN02. */
  readonly traceNumber: string;
  readonly payment: ClaimPayment;
  /** What was posted of it; empty for an exception. */
  readonly movements: readonly Movement[];
  /** The coverage that it speaks for. */
  readonly coverage: CoveragePlace;
  readonly state: 'posted' | 'reversed' | 'exception' | 'refused';
}

/** The remittance that a payment stands in. */
export interface PaymentSource {
  readonly remittanceId: string;
  readonly originatorId: string;
  readonly traceNumber: string;
}

/** Whether a claim payment reverses an earlier one (CLP02 = 22). */
export function isReversal({ statusCode }: Pick<ClaimPayment, 'statusCode'>): boolean {
  return statusCode === '22';
}

/**
 * The stored payment that this one repeats: same payer, trace number, payer's control number, status and amounts. The
 * envelope, the payee's id and the day do not count, since a file that is sent again may change them.
 */
export function repeatedPayment(
  payment: ClaimPayment,
  source: PaymentSource,
  earlier: readonly EarlierPayment[],
): EarlierPayment | undefined {
  return earlier.find((one) => isSameTrace(one, source) && contentOf(one.payment) === contentOf(payment));
}

/**
 * The stored payment of another remittance with the same trace number and payer's control number that this one
 * contradicts: one of them is wrong.
 */
export function contradictedPayment(
  payment: ClaimPayment,
  source: PaymentSource,
  earlier: readonly EarlierPayment[],
): EarlierPayment | undefined {
  return earlier.find(
    (one) =>
      isSameTrace(one, source) &&
      one.remittanceId !== source.remittanceId &&
      one.payment.payerControlNumber === payment.payerControlNumber &&
      isReversal(one.payment) === isReversal(payment),
  );
}

function isSameTrace(one: EarlierPayment, source: PaymentSource): boolean {
  return one.originatorId === source.originatorId && one.traceNumber === source.traceNumber;
}

/** Control number, status and amounts of a payment; line numbers and procedures do not count. */
function contentOf({ payerControlNumber, statusCode, chargeCents, paidCents, adjustments, services }: ClaimPayment) {
  const amounts = services.map((one) => [one.chargeCents, one.paidCents, adjustmentsText(one.adjustments)]);
  return JSON.stringify([
    payerControlNumber,
    statusCode,
    chargeCents,
    paidCents,
    adjustmentsText(adjustments),
    amounts,
  ]);
}

function adjustmentsText(adjustments: readonly Adjustment[]): string {
  return adjustments
    .map(({ group, reasonCode, amountCents }: { group: string; reasonCode: string; amountCents: Cents }) =>
      [group, reasonCode, amountCents].join(),
    )
    .toSorted()
    .join(' ');
}
