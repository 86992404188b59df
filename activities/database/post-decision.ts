import { reversalOf } from '../../domain/ledger/entry.ts';
import {
  claimPaymentEntries,
  claimReversalEntries,
  entriesFrom,
  refusalEntry,
  unappliedEntry,
} from '../../domain/ledger/remittance-entries.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { type ClaimBooks, judgeIn } from '../../domain/remittance/claim-books.ts';
import { isReversal } from '../../domain/remittance/earlier-payment.ts';
import type { RemittanceFinding } from '../../domain/remittance/finding.ts';
import { type Movement, negated } from '../../domain/remittance/movements.ts';
import { reversedPayment } from '../../domain/remittance/reversed-payment.ts';
import { addToOutbox } from '../files/outbox.ts';
import { rejudgeExceptions } from '../files/rejudge.ts';
import { remittanceItemKey } from '../files/remittance-items.ts';
import type { TradingPartner } from '../config.ts';
import { loadBooks, partiesOf } from '../store/claim-books.ts';
import type { Sql } from '../store/database.ts';
import { entriesOf, entryOf, post } from '../store/journal.ts';
import { settlePayment } from '../store/remittance-exceptions.ts';
import type { PaymentPart } from '../store/remittance-parts.ts';
import { settleItemsOf } from '../store/work-items.ts';

/** A decision of a person about a claim payment, in its transaction. */
export interface Deciding {
  readonly sql: Sql;
  readonly part: PaymentPart;
  readonly partner: TradingPartner;
  readonly today: IsoDate;
  readonly by: string;
  /** Number of the decision about this payment; part of the keys of its entries. */
  readonly ordinal: number;
}

/** How a claim payment would be posted to a claim. */
interface Plan {
  readonly movements: readonly Movement[];
  readonly findings: readonly RemittanceFinding[];
  readonly coverage: PaymentPart['coverage'];
  readonly reverses: string | undefined;
}

/** Judges a claim payment for a claim. Undefined if there is no such claim. */
export async function planFor(
  { sql, part, partner, today }: Pick<Deciding, 'sql' | 'part' | 'partner' | 'today'>,
  claimId: string,
): Promise<(Plan & { readonly books: ClaimBooks }) | undefined> {
  const loaded = (await loadBooks(sql, [claimId], partner)).get(claimId);
  if (!loaded) return undefined;
  const books = { ...loaded, earlier: loaded.earlier.filter(({ id }) => id !== part.id) };
  const { payment, remittance } = part;
  const { judgment, coverage } = judgeIn(books, { payment, remittance, today });
  const { movements } = judgment;
  if (judgment.kind === 'post') return { books, coverage, movements, findings: [], reverses: judgment.reverses };
  const { findings } = judgment;
  const reversed = isReversal(payment) ? reversedPayment(payment, movements, books.earlier) : undefined;
  if (reversed?.kind === 'mirrors') return { books, coverage, movements, findings, reverses: reversed.of.id };
  const [only, ...others] = reversed?.kind === 'unclear' ? reversed.candidates : [];
  // A reversal that splits its amounts otherwise takes back what was posted, if it takes back what was paid.
  const isWhole = only !== undefined && others.length === 0 && only.payment.paidCents === -payment.paidCents;
  return isWhole
    ? { books, coverage, movements: negated(only.movements), findings, reverses: only.id }
    : { books, coverage, movements, findings, reverses: undefined };
}

/** Posts a claim payment out of `unapplied`, tells the claim, and judges its other exceptions again. */
export async function postPart(
  { sql, part, partner, today, by, ordinal }: Deciding,
  claimId: string,
  { books, movements, coverage, reverses }: NonNullable<Awaited<ReturnType<typeof planFor>>>,
): Promise<void> {
  const { id, source, remittance } = part;
  const posting = {
    ...{ claimId, movements, source, key: `${source}:${ordinal}`, money: 'unapplied' as const, by },
    ...{ effectiveOn: remittance.paidOn, postedOn: today },
    ...partiesOf(books, coverage),
  };
  const original = books.earlier.find((one) => one.id === reverses);
  await post(
    sql,
    original
      ? claimReversalEntries(posting, entriesFrom(await entriesOf(sql, claimId), original.source))
      : claimPaymentEntries(posting),
  );
  await settlePayment(sql, { id, state: 'posted', claimId, movements, coverage, ...(reverses ? { reverses } : {}) });
  await finish({ sql, part, today, by, ordinal }, 'posted', [claimId]);
  await rejudgeExceptions({ sql, partner, today }, [claimId]);
}

/** Takes the money of a claim payment back: it is not ours, or it was paid already. */
export async function refusePart({ sql, part, today, by, ordinal }: Deciding): Promise<void> {
  const { id, source, claimId, coverage, remittance, payment } = part;
  const from = { source, key: `${source}:${ordinal}`, by, effectiveOn: remittance.paidOn, postedOn: today };
  await post(sql, [refusalEntry(from, payment.paidCents)]);
  await settlePayment(sql, { id, state: 'refused', claimId, movements: [], coverage });
  await finish({ sql, part, today, by, ordinal }, 'refused', claimId === null ? [] : [claimId]);
}

/** Reverses what was posted or refused of a claim payment: its money is unapplied again, and it has no claim. */
export async function unpostPart({ sql, part, today, by, ordinal }: Deciding): Promise<void> {
  const { id, source, claimId, remittance, payment, reversesId } = part;
  const posted = claimId === null ? [] : entriesFrom(await entriesOf(sql, claimId), source);
  const refusal = part.state === 'refused' ? await entryOf(sql, `${source}:${ordinal - 1}:refusal`) : undefined;
  const from = { source, by, effectiveOn: remittance.paidOn, postedOn: today };
  const back = [...posted, ...(refusal ? [refusal] : [])].map((one, index) => ({
    ...reversalOf(one, { ...from, key: `${source}:${ordinal}:${index}`, kind: 'reversal' }),
    by,
  }));
  const wasInFile = posted.some(({ transfers }) =>
    transfers.some(({ debit, credit }) => debit === 'payer-clearing' || credit === 'payer-clearing'),
  );
  const unapplied = wasInFile ? unappliedEntry({ ...from, key: `${source}:${ordinal}` }, payment.paidCents) : undefined;
  await post(sql, [...back, unapplied]);
  if (reversesId !== null)
    await sql.rows(`update remittance_claim set state = 'posted' where id = $1::bigint`, [reversesId]);
  await sql.rows(
    `update remittance_claim set findings = '{unknown-claim}', claim_id = null, state = 'exception', movements = '[]',
       reverses_id = null where id = $1::bigint`,
    [id],
  );
  await tell({ sql, part, today, ordinal }, claimId === null ? [] : [claimId]);
}

async function finish(
  deciding: Pick<Deciding, 'sql' | 'part' | 'today' | 'by' | 'ordinal'>,
  how: string,
  claimIds: readonly string[],
): Promise<void> {
  const { sql, part, today, by } = deciding;
  await settleItemsOf(sql, { key: remittanceItemKey(part.source), how, by, today });
  await tell(deciding, claimIds);
}

/** Tells the claims that their money moved. */
function tell(
  { sql, part, today: on, ordinal }: Pick<Deciding, 'sql' | 'part' | 'today' | 'ordinal'>,
  claimIds: readonly string[],
): Promise<void> {
  const key = `${part.source}:decision-${ordinal}`;
  return addToOutbox(
    sql,
    claimIds.map((claimId) => ({ claimId, fact: { kind: 'adjudicated', key, on } })),
  );
}
