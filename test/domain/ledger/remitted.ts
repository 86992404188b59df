import { billedClaim } from '../../../domain/remittance/billed-claim.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import {
  claimPaymentEntries,
  claimReversalEntries,
  type ClaimPosting,
  entriesFrom,
} from '../../../domain/ledger/remittance-entries.ts';
import { matchLines } from '../../../domain/remittance/match-lines.ts';
import { movementsOf } from '../../../domain/remittance/movements.ts';
import type { ClaimPayment } from '../../../domain/remittance/remittance.ts';
import { anIntake } from '../builders.ts';
import { claimId, days } from './books.ts';

/** The posting of a payment for the claim of the builders, from the first file unless told otherwise. */
export function posting(payment: ClaimPayment, change: Partial<ClaimPosting> = {}): ClaimPosting {
  const { source = `sha:1:${payment.position}` } = change;
  const lines = matchLines(billedClaim(claimId, anIntake()).lines, payment.services);
  return {
    ...{ claimId, source, key: source, payer: 'coverage-1', next: 'patient', money: 'payer-clearing', ...days },
    movements: movementsOf(payment, lines, { coverage: 1, isCapitated: false }),
    ...change,
  };
}

/** The entries of payments and reversals, each reversal of the entries from the source before it. */
export function journalOf(
  ...postings: readonly { readonly payment: ClaimPayment; readonly source: string }[]
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [index, { payment, source }] of postings.entries()) {
    const given = posting(payment, { source, key: source });
    const before = postings[index - 1]?.source ?? '';
    entries.push(
      ...(payment.statusCode === '22'
        ? claimReversalEntries(given, entriesFrom(entries, before))
        : claimPaymentEntries(given)),
    );
  }
  return entries;
}
