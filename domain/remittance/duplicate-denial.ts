import { allAdjustments } from './standing-payments.ts';
import type { ClaimPayment } from './remittance.ts';

/** Exact duplicate, and paid before. @source X12 external code list 139 */
const duplicate: ReadonlySet<string> = new Set(['18', 'B13']);

/**
 * Whether a claim payment only says that the claim is a duplicate of another one. Its control number is not that of the
 * claim that the payer adjudicated.
 */
export function isDuplicateDenial(payment: ClaimPayment): boolean {
  const reduced = allAdjustments(payment).filter(({ amountCents }) => amountCents > 0);
  return payment.paidCents === 0 && reduced.length > 0 && reduced.every(({ reasonCode }) => duplicate.has(reasonCode));
}
