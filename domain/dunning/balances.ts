import type { Account, Entry } from '../ledger/entry.ts';
import { type Cents, cents, negate } from '../money.ts';

/** What became of a claim's charge. charged = insurance paid + adjusted + patient paid + other + due, to the cent. */
export interface ClaimBalances {
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  readonly patientPaidCents: Cents;
  /** Written off, still the payer's, or with an agency. */
  readonly otherCents: Cents;
  /** What the patient owes us; negative when he has paid too much. */
  readonly dueCents: Cents;
}

/** The balances of one claim, from all of its journal entries. */
export function balancesOf(entries: readonly Entry[]): ClaimBalances {
  const others: readonly Account[] = ['write-offs', 'receivable:payer', 'receivable:agency', 'unapplied'];
  return {
    chargedCents: negate(totalIn(entries, ['revenue'])),
    insurancePaidCents: totalIn(entries, ['payer-clearing']),
    adjustedCents: totalIn(entries, ['contractual-adjustments']),
    patientPaidCents: totalIn(entries, ['patient-cash']),
    otherCents: totalIn(entries, others),
    dueCents: totalIn(entries, ['receivable:patient']),
  };
}

/** Sum of the legs to some accounts: debits less credits. */
export function totalIn(entries: readonly Entry[], wanted: readonly Account[]): Cents {
  const legs = entries.flatMap((entry) => entry.legs).filter(({ account }) => wanted.includes(account));
  return cents(legs.reduce((total, { amountCents }) => total + amountCents, 0));
}
