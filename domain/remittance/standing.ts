import { isPredetermination, isReversal } from './classify.ts';
import type { ClaimPayment } from './remittance.ts';

/**
 * The payments that no reversal has taken back, in their order. A reversal names what it takes back only by repeating
 * its amounts with the other sign, and it may overtake it.
 */
export function standing(payments: readonly ClaimPayment[]): readonly ClaimPayment[] {
  const left = payments.filter((payment) => !isReversal(payment) && !isPredetermination(payment));
  for (const reversal of payments.filter(isReversal)) {
    const at = left.findIndex(
      (payment) => payment.chargeCents === -reversal.chargeCents && payment.paidCents === -reversal.paidCents,
    );
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}
