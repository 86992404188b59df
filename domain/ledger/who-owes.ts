import { type Cents, zero } from '../money.ts';

/** The balances of a claim, from the journal. Negative amounts are credits. */
export interface OpenBalances {
  readonly payerCents: Cents;
  readonly patientCents: Cents;
  readonly agencyCents: Cents;
}

/** The balances of a claim, and its total write-off. */
export interface ClaimBalances extends OpenBalances {
  readonly writtenOffCents: Cents;
}

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
export function whoOwes(open: ClaimBalances, smallBalanceCents: Cents): Debtor {
  if (open.payerCents > 0) return { kind: 'payer', balanceCents: open.payerCents };
  if (open.agencyCents > 0) return { kind: 'agency', balanceCents: open.agencyCents };
  if (open.patientCents > 0) {
    return { kind: 'patient', balanceCents: open.patientCents, isSmall: open.patientCents < smallBalanceCents };
  }
  const credit = -(open.payerCents + open.patientCents + open.agencyCents);
  const creditCents = credit > 0 ? (credit as Cents) : zero;
  return { kind: 'nobody', creditCents, isWrittenOff: open.writtenOffCents > 0 };
}
