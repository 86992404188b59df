import { imbalances, paymentRemainder } from '../../../domain/edi/imbalance.ts';
import { claimPaymentFrom835, paymentFrom835 } from '../../../domain/edi/remittance-from-835.ts';
import type { RemittanceAdvice } from '../../../domain/remittance/remittance.ts';
import type { Remittance835 } from '../../../x12/index.ts';

/** A remittance advice with its claim payments. */
export function remittanceFrom835(value: Remittance835): RemittanceAdvice {
  const claims = (value.headers ?? []).flatMap((header) => (header.claims ?? []).map(claimPaymentFrom835));
  return { ...paymentFrom835(value), claims };
}

/** Cents by which a remittance, its claims and their lines are out of balance; empty if everything balances. */
export function outOfBalance(remittance: RemittanceAdvice): readonly object[] {
  const paid = remittance.claims.reduce((sum, { paidCents }) => sum + paidCents, 0);
  const remainder = paymentRemainder(remittance, paid);
  return [...remittance.claims.flatMap(imbalances), ...(remainder === 0 ? [] : [{ remainder }])];
}
