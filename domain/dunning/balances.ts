import type { Account, Entry } from '../ledger/entry.ts';
import { type Cents, cents, negate } from '../money.ts';

/** How a claim's charge was settled. charged = insurance paid + adjusted + patient paid + other + due. */
export interface ChargeBalances {
  readonly chargedCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  readonly patientPaidCents: Cents;
  /** Written off, owed by the payer, or placed with an agency. */
  readonly otherCents: Cents;
  /** What the patient owes; negative for a credit. */
  readonly dueCents: Cents;
}

/** The balances of a claim, from all its journal entries. */
export function balancesOf(entries: readonly Entry[]): ChargeBalances {
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

/** Total of the legs of some accounts: debits minus credits. */
export function totalIn(entries: readonly Entry[], wanted: readonly Account[]): Cents {
  const legs = entries.flatMap((entry) => entry.legs).filter(({ account }) => wanted.includes(account));
  return cents(legs.reduce((total, { amountCents }) => total + amountCents, 0));
}
