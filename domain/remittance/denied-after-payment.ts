import { cents, dollars } from '../money.ts';
import { classOf } from './adjustment-class.ts';
import { isDuplicateDenial } from './duplicate-denial.ts';
import { isReversal } from './earlier-payment.ts';
import type { RemittanceFinding } from './finding.ts';
import type { PaymentCase } from './payment-case.ts';

/**
 * Findings if a payment denies a line for which the payer paid before and owes nothing any more: one of the two answers
 * is wrong, unless a reversal follows. `lines` holds the line of each service. A duplicate denial contradicts nothing.
 */
export function deniedAfterPayment(
  { payment, context, owed, earlier }: PaymentCase,
  lines: readonly string[],
): readonly RemittanceFinding[] {
  if (isReversal(payment) || payment.statusCode === '25' || isDuplicateDenial(payment)) return [];
  const denied = payment.services.flatMap(({ paidCents, adjustments }, index) => {
    const isDenied = adjustments.some((one) => one.amountCents > 0 && classOf(one, context) === 'denial');
    return isDenied && paidCents === 0 ? [lines[index] ?? ''] : [];
  });
  return [...new Set(denied)].flatMap((line): readonly RemittanceFinding[] => {
    if (line === '' || (owed.get(line) ?? 0) > 0) return [];
    const paid = earlier
      .filter((one) => one.state === 'posted' && one.coverage === context.coverage && !isReversal(one.payment))
      .flatMap(({ movements }) => movements)
      .filter((one) => one.line === line && one.kind === 'paid')
      .reduce((total, { amountCents }) => total + amountCents, 0);
    if (paid <= 0) return [];
    const sentence = `line ${line} is denied, and ${dollars(cents(paid))} was paid for it before`;
    return [{ code: 'denied-after-payment', sentence }];
  });
}
