import { type Cents, cents, sum } from '../money.ts';
import { isWriteOff } from './accounts.ts';
import { type Balance, openOf, totalIn } from './balances.ts';

/** Who owes the claim's balance. A credit is money that we owe. */
export type Debtor =
  | { readonly kind: 'payer'; readonly balanceCents: Cents }
  | { readonly kind: 'patient'; readonly balanceCents: Cents; readonly isSmall: boolean }
  | { readonly kind: 'agency'; readonly balanceCents: Cents }
  | { readonly kind: 'nobody'; readonly creditCents: Cents; readonly isWrittenOff: boolean };

/**
 * Who owes first: payer, agency, patient. The patient is not billed while the payer may still pay. A patient balance
 * below `smallBalanceCents` is small. When nobody owes, `isWrittenOff` tells a write-off from full payment.
 */
export function whoOwes(balances: readonly Balance[], smallBalanceCents: Cents): Debtor {
  const payerCents = sum((['coverage-1', 'coverage-2', 'coverage-3'] as const).map((one) => openOf(balances, one)));
  const agencyCents = openOf(balances, 'agency');
  const patientCents = openOf(balances, 'patient');
  if (payerCents > 0) return { kind: 'payer', balanceCents: payerCents };
  if (agencyCents > 0) return { kind: 'agency', balanceCents: agencyCents };
  if (patientCents > 0)
    return { kind: 'patient', balanceCents: patientCents, isSmall: patientCents < smallBalanceCents };
  const creditCents = cents(0 - payerCents - patientCents - agencyCents);
  return { kind: 'nobody', creditCents, isWrittenOff: totalIn(balances, isWriteOff) > 0 };
}
