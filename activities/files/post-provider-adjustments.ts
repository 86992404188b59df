import { providerAdjustmentEntry } from '../../domain/ledger/remittance-entries.ts';
import { type ProviderPaid, providerPostings } from '../../domain/remittance/provider-adjustments.ts';
import type { RemittancePayment } from '../../domain/remittance/remittance.ts';
import { post } from '../store/journal.ts';
import { insertAdjustment, openAdjustments, takeOpen } from '../store/provider-adjustments.ts';
import type { SetContext } from './file-context.ts';
import { recordAdjustmentItem } from './remittance-items.ts';
import type { StoredRemittance } from './stored-remittance.ts';

/** Posts provider-level adjustments (PLB). One whose counterpart is not known is unapplied, with a work item. */
export async function postProviderAdjustments(
  context: SetContext,
  advice: RemittancePayment & ProviderPaid,
  remittance: StoredRemittance,
): Promise<void> {
  if (advice.providerLevelAdjustments.length === 0) return;
  const { sql, source, transactionSetId, today: postedOn } = context;
  // A reference may hold a patient's number, so its words are compared by their digests.
  const mark = (word: string): string => sql.vault.digest(`reference ${word}`);
  const { postings, taken } = providerPostings(advice, await openAdjustments(sql, advice.originatorId), mark);
  await takeOpen(sql, taken);
  for (const [index, posting] of postings.entries()) {
    const adjustment = advice.providerLevelAdjustments[index];
    if (!adjustment) continue;
    // A PLB segment has up to six adjustments at one position: the index distinguishes them.
    const from = `${source}:${adjustment.position}:${index}`;
    await insertAdjustment(sql, {
      ...{ remittanceId: remittance.id, transactionSetId, ordinal: index, source: from },
      ...{ adjustment, posting },
    });
    const days = { effectiveOn: advice.paidOn, postedOn, source: from, key: from };
    await post(sql, [providerAdjustmentEntry(days, posting.account, adjustment.amountCents)]);
    if (posting.account === 'unapplied') await recordAdjustmentItem(context, remittance, { source: from, adjustment });
  }
}
