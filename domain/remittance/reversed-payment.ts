import type { EarlierPayment } from './earlier-payment.ts';
import { isReversal } from './earlier-payment.ts';
import { areEqual, type Movement, negated } from './movements.ts';
import type { ClaimPayment } from './remittance.ts';

/** What a reversal reverses. */
export type ReversedPayment =
  /** The posted payment that it mirrors. */
  | { readonly kind: 'mirrors'; readonly of: EarlierPayment }
  /** Payments that it may mean, of which none or several fit; a person decides. */
  | { readonly kind: 'unclear'; readonly candidates: readonly EarlierPayment[] }
  | { readonly kind: 'none' };

/**
 * Finds the payment that a reversal (CLP02 = 22) repeats with inverted signs: by the payer's control number (CLP07 or
 * REF*F8) first, and by the amounts alone if it names none that we know. Of payments that are equal, the oldest.
 */
export function reversedPayment(
  reversal: ClaimPayment,
  movements: readonly Movement[],
  earlier: readonly EarlierPayment[],
): ReversedPayment {
  const posted = earlier.filter(({ payment, state }) => state === 'posted' && !isReversal(payment));
  const numbers = [reversal.originalControlNumber, reversal.payerControlNumber];
  const named = posted.filter(({ payment }) => hasNumber(payment, numbers));
  const mirrored = (named.length > 0 ? named : posted).filter(
    ({ payment, movements: was }) => payment.chargeCents === -reversal.chargeCents && areEqual(negated(was), movements),
  );
  const [first] = mirrored;
  if (first && new Set(mirrored.map(({ payment }) => payment.payerControlNumber)).size === 1)
    return { kind: 'mirrors', of: first };
  const candidates = first ? mirrored : named;
  return candidates.length > 0 ? { kind: 'unclear', candidates } : { kind: 'none' };
}

/** The coverage whose payment a reversal takes back: the one with its number, else with its amount. */
export function coverageReversed(
  reversal: ClaimPayment,
  earlier: readonly EarlierPayment[],
): EarlierPayment['coverage'] | undefined {
  const numbers = [reversal.originalControlNumber, reversal.payerControlNumber];
  const posted = earlier.filter(({ payment, state }) => state === 'posted' && !isReversal(payment));
  const found =
    posted.find(({ payment }) => hasNumber(payment, numbers)) ??
    posted.find(({ payment }) => payment.paidCents === -reversal.paidCents);
  return found?.coverage;
}

function hasNumber({ payerControlNumber }: ClaimPayment, numbers: readonly (string | undefined)[]): boolean {
  return payerControlNumber !== undefined && numbers.includes(payerControlNumber);
}
