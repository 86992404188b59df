import { type Cents, zero } from '../money.ts';

/** What is open on one claim, from the journal. */
export interface OpenBalances {
  readonly payerCents: Cents;
  readonly patientCents: Cents;
  readonly agencyCents: Cents;
}

/** What is open on one claim, and what was written off of it. */
export interface ClaimBalances extends OpenBalances {
  readonly writtenOffCents: Cents;
}

/** Who owes what now. A credit is money held for someone: it is owed by us, not to us. */
export type Debtor =
  | { readonly kind: 'payer'; readonly balanceCents: Cents }
  | { readonly kind: 'patient'; readonly balanceCents: Cents; readonly isSmall: boolean }
  | { readonly kind: 'agency'; readonly balanceCents: Cents }
  | { readonly kind: 'nobody'; readonly creditCents: Cents; readonly isWrittenOff: boolean };

/**
 * Who owes next: the payer before the patient, so that nobody is billed for what an insurance may still pay. Balances
 * below `smallBalanceCents` on the patient's side are marked small. Where nobody owes, the journal says whether that is
 * because something was written off.
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
