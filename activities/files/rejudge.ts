import { claimPaymentEntries, claimReversalEntries } from '../../domain/ledger/remittance-entries.ts';
import { booksAfter, type ClaimBooks, judgeIn } from '../../domain/remittance/claim-books.ts';
import { isReversal } from '../../domain/remittance/earlier-payment.ts';
import { loadBooks, partiesOf } from '../store/claim-books.ts';
import { entriesOf, post } from '../store/journal.ts';
import { openExceptions, type OpenException, settlePayment } from '../store/remittance-exceptions.ts';
import { settleItemsOf } from '../store/work-items.ts';
import type { FileContext } from './file-context.ts';
import type { Sql } from '../store/database.ts';
import { remittanceItemKey } from './remittance-items.ts';

/** What a later posting can change: the order in which payments and reversals arrive must not matter. */
const dependOnOthers: ReadonlySet<string> = new Set([
  ...(['over-charge', 'denied-after-payment', 'reversal-without-original', 'reversal-differs'] as const),
]);

type Rejudging = Pick<FileContext, 'partner' | 'today'> & { readonly sql: Sql };

/**
 * Judges the open exceptions of claims again after money moved: a correction that arrived before its reversal, or a
 * reversal before its payment. One that fits now is posted out of `unapplied`, and its work item is closed.
 */
export async function rejudgeExceptions(context: Rejudging, claimIds: readonly string[]): Promise<void> {
  const { sql } = context;
  const open = (await openExceptions(sql, claimIds)).filter(({ findings }) =>
    findings.every((code) => dependOnOthers.has(code)),
  );
  if (open.length === 0) return;
  const books = await loadBooks(sql, [...new Set(open.map(({ claimId }) => claimId))], context.partner);
  for (const [claimId, book] of books)
    await rejudgeClaim(
      context,
      book,
      open.filter((one) => one.claimId === claimId),
    );
}

/** Starts anew after each one that is posted. */
async function rejudgeClaim(context: Rejudging, book: ClaimBooks, open: readonly OpenException[]): Promise<void> {
  for (const exception of open) {
    const after = await postIfFits(context, book, exception);
    if (after)
      return rejudgeClaim(
        context,
        after,
        open.filter((one) => one !== exception),
      );
  }
}

async function postIfFits(
  { sql, today }: Rejudging,
  book: ClaimBooks,
  { payment, id, source, remittance, claimId }: OpenException,
): Promise<ClaimBooks | undefined> {
  const others = { ...book, earlier: book.earlier.filter((one) => one.id !== id) };
  const { judgment, coverage } = judgeIn(others, { payment, remittance, today });
  if (judgment.kind === 'exception') return undefined;
  const { movements, reverses } = judgment;
  const posting = {
    ...{ claimId, movements, source, key: `${source}:later`, money: 'unapplied' as const },
    ...{ effectiveOn: remittance.paidOn, postedOn: today },
    ...partiesOf(book, coverage),
  };
  await post(
    sql,
    isReversal(payment) ? claimReversalEntries(posting, await entriesOf(sql, claimId)) : claimPaymentEntries(posting),
  );
  await settlePayment(sql, { id, state: 'posted', claimId, movements, coverage, ...(reverses ? { reverses } : {}) });
  await settleItemsOf(sql, { key: remittanceItemKey(source), how: 'posted after another payment of the claim', today });
  return booksAfter(others, { ...remittance, id, source, payment, movements, coverage, state: 'posted' }, reverses);
}
