import { isReversal } from './earlier-payment.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

/** All adjustments of a claim payment: claim level and lines. */
export function allAdjustments(payment: ClaimPayment): readonly Adjustment[] {
  return [...payment.adjustments, ...payment.services.flatMap((service) => service.adjustments)];
}

/**
 * The payments without a reversal and without predeterminations (CLP02 = 25), in their order. A reversal identifies its
 * payment only by the inverted amounts, and it may arrive first.
 */
export function notReversed(payments: readonly ClaimPayment[]): readonly ClaimPayment[] {
  const left = payments.filter((payment) => !isReversal(payment) && payment.statusCode !== '25');
  for (const reversal of payments.filter(isReversal)) {
    const at = left.findIndex(
      (payment) => payment.chargeCents === -reversal.chargeCents && payment.paidCents === -reversal.paidCents,
    );
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
