import type { IsoDate } from '../dates.ts';
import { type Cents, cents, sum, zero } from '../money.ts';
import type { BilledClaim } from './billed-claim.ts';
import type { CoveragePlace } from './adjustment-class.ts';
import { coveragePaid, type Remitter } from './coverage-paid.ts';
import { type EarlierPayment, isReversal } from './earlier-payment.ts';
import { coverageReversed } from './reversed-payment.ts';
import { type Judgment, judgePayment } from './judge-payment.ts';
import type { JudgedRemittance } from './payment-case.ts';
import type { ClaimPayment } from './remittance.ts';

/** What is known of a claim when a payment of it is judged. Payments of one file follow each other in it. */
export interface ClaimBooks {
  readonly billed: BilledClaim;
  /** What each coverage owes, in their order: cents by line, '' for the claim as a whole. */
  readonly owed: readonly ReadonlyMap<string, Cents>[];
  /** The stored payments, oldest first. */
  readonly earlier: readonly EarlierPayment[];
  /** Payers whose contract pays by capitation. */
  readonly capitatedPayerIds: readonly string[];
}

/** A remittance, with the name of its payer. */
export type NamedRemittance = JudgedRemittance & Remitter;

/** Judges a payment of the claim, and says which coverage it speaks for. */
export function judgeIn(
  { billed, owed, earlier, capitatedPayerIds }: ClaimBooks,
  { payment, remittance, today }: { payment: ClaimPayment; remittance: NamedRemittance; today: IsoDate },
): { readonly judgment: Judgment; readonly coverage: CoveragePlace } {
  const reversed = isReversal(payment) ? coverageReversed(payment, earlier) : undefined;
  const paid = coveragePaid(
    payment,
    billed,
    remittance,
    owed.map((lines) => sum(lines.values())),
  );
  const coverage = reversed ?? paid;
  const payerId = billed.coverages[coverage - 1]?.payerId;
  const isCapitated = payerId !== undefined && capitatedPayerIds.includes(payerId);
  const judgment = judgePayment({
    ...{ payment, remittance, billed, earlier, today },
    context: { coverage, isCapitated },
    owed: owed[coverage - 1] ?? new Map(),
  });
  return { judgment, coverage };
}

/** The books after a payment of that coverage: what it leaves to the patient is owed by the next coverage, if any. */
export function booksAfter(books: ClaimBooks, added: EarlierPayment, reverses?: string): ClaimBooks {
  const { coverage } = added;
  const owed = books.owed.map((lines) => new Map(lines));
  const move = (place: number, line: string, amount: number): void => {
    const lines = owed[place - 1];
    lines?.set(line, cents((lines.get(line) ?? zero) + amount));
  };
  for (const { line, kind, amountCents } of added.movements) {
    move(coverage, line, -amountCents);
    if (kind === 'patient' && coverage < books.billed.coverages.length) move(coverage + 1, line, amountCents);
  }
  const earlier = books.earlier.map((one) => (one.id === reverses ? { ...one, state: 'reversed' as const } : one));
  return { ...books, owed, earlier: [...earlier, added] };
}
