import type { Entry } from '../../domain/ledger/entry.ts';
import {
  claimPaymentEntries,
  claimReversalEntries,
  entriesFrom,
  unappliedEntry,
} from '../../domain/ledger/remittance-entries.ts';
import { isDuplicateDenial } from '../../domain/remittance/duplicate-denial.ts';
import { booksAfter, type ClaimBooks, judgeIn } from '../../domain/remittance/claim-books.ts';
import { isReversal } from '../../domain/remittance/earlier-payment.ts';
import { mayChangeWhoOwes } from '../../domain/remittance/finding.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import { batchesOf } from '../store/batches.ts';
import { loadBooks, partiesOf } from '../store/claim-books.ts';
import type { Sql } from '../store/database.ts';
import { entriesOf, post } from '../store/journal.ts';
import { insertClaimPayments, markReversed, type NewClaimPayment, nextPaymentIds } from '../store/remittance-claims.ts';
import type { SetContext } from './file-context.ts';
import { type MatchedPayment, matchClaims } from './match-claims.ts';
import { addToOutbox } from './outbox.ts';
import { rejudgeExceptions } from './rejudge.ts';
import { recordExceptions } from './remittance-items.ts';
import type { StoredRemittance } from './stored-remittance.ts';

/** Posts claim payments that fit, keeps the others as exceptions, and tells the claims. */
export async function postPayments(
  context: SetContext,
  payments: readonly ClaimPayment[],
  remittance: StoredRemittance,
): Promise<void> {
  for (const batch of batchesOf(payments)) await postBatch(context, batch, remittance);
}

async function postBatch(
  context: SetContext,
  payments: readonly ClaimPayment[],
  remittance: StoredRemittance,
): Promise<void> {
  const { sql, source, today } = context;
  const matched = await matchClaims(sql, payments);
  const batch = await startBatch(context, remittance, matched);
  const ids = await nextPaymentIds(sql, matched.length);
  for (const [index, id] of ids.entries()) judge(batch, id, matched[index]);
  const { rows, entries } = batch;
  await insertClaimPayments(sql, remittance.id, rows);
  await post(sql, entries);
  await markReversed(
    sql,
    rows.flatMap(({ reverses }) => reverses ?? []),
  );
  await recordExceptions(
    context,
    remittance,
    rows.filter(({ state }) => state === 'exception'),
  );
  await updatePayerControlNumbers(sql, rows);
  // Each piece of a remittance has facts of its own: a claim may be paid in several.
  const key = `${source}:${payments[0]?.position ?? 0}`;
  const told = [...new Set(rows.flatMap((row) => (mayChange(row) ? (row.claimId ?? []) : [])))];
  await addToOutbox(
    sql,
    told.map((claimId) => ({ claimId, fact: { kind: 'adjudicated', key, on: today } })),
  );
  await rejudgeExceptions(context, told);
}

/** Payments that are judged one after the other, each by the books that the ones before it left. */
interface Batch {
  readonly context: SetContext;
  readonly remittance: StoredRemittance;
  readonly books: Map<string, ClaimBooks>;
  /** The entries of claims with a reversal in the batch. */
  readonly earlier: Entry[];
  readonly rows: NewClaimPayment[];
  readonly entries: Entry[];
}

async function startBatch(
  context: SetContext,
  remittance: StoredRemittance,
  matched: readonly MatchedPayment[],
): Promise<Batch> {
  const { sql, partner } = context;
  const idsOf = (some: readonly MatchedPayment[]) => [...new Set(some.flatMap(({ claimId }) => claimId ?? []))];
  const earlier: Entry[] = [];
  for (const claimId of idsOf(matched.filter(({ payment }) => isReversal(payment))))
    earlier.push(...(await entriesOf(sql, claimId)));
  const books = await loadBooks(sql, idsOf(matched), partner);
  return { context, remittance, books, earlier, rows: [], entries: [] };
}

/** Judges one claim payment, and takes it into the books. */
function judge(batch: Batch, id: string, matched: MatchedPayment | undefined): void {
  if (!matched) return;
  const { context, remittance, books } = batch;
  const { payment, claimId, candidates } = matched;
  const source = `${context.source}:${payment.position}`;
  const position = remittance.lastPosition + payment.position;
  const row = { id, payment, position, source, claimId, candidates, transactionSetId: context.transactionSetId };
  const book = claimId === null ? undefined : books.get(claimId);
  if (claimId === null || !book) {
    const findings = [{ code: 'unknown-claim', sentence: 'claimloop does not know the claim' }] as const;
    return keep(batch, { ...row, state: 'exception', findings, movements: [], coverage: 1 });
  }
  const { judgment, coverage } = judgeIn(book, { payment, remittance, today: context.today });
  const { kind, movements } = judgment;
  const isException = kind === 'exception';
  const reverses = isException ? undefined : judgment.reverses;
  const earlier = { ...remittance, id, payment, source, coverage, movements: isException ? [] : movements };
  books.set(claimId, booksAfter(book, { ...earlier, state: isException ? 'exception' : 'posted' }, reverses));
  if (isException) return keep(batch, { ...row, state: 'exception', findings: judgment.findings, movements, coverage });
  const original = book.earlier.find((one) => one.id === reverses);
  keep(
    batch,
    { ...row, state: 'posted', findings: [], movements, coverage, ...(reverses === undefined ? {} : { reverses }) },
    postingEntries(batch, { ...row, claimId, movements, ...partiesOf(book, coverage) }, original?.source),
  );
}

type Posting = Pick<NewClaimPayment, 'source' | 'movements'> & { claimId: string } & ReturnType<typeof partiesOf>;

/** The entries of a payment, or of the reversal of the payment from `reversed`. */
function postingEntries(batch: Batch, posting: Posting, reversed: string | undefined): readonly Entry[] {
  const { source, movements, claimId, payer, next } = posting;
  const given = { ...daysOf(batch, source), movements, claimId, payer, next, money: 'payer-clearing' } as const;
  return reversed === undefined
    ? claimPaymentEntries(given)
    : claimReversalEntries(given, entriesFrom([...batch.earlier, ...batch.entries], reversed));
}

function daysOf({ context, remittance }: Batch, source: string) {
  return { effectiveOn: remittance.paidOn, postedOn: context.today, source, key: source };
}

/** Keeps what is to be stored. The money of an exception is unapplied. */
function keep(batch: Batch, row: NewClaimPayment, entries?: readonly Entry[]): void {
  const { payment, source } = row;
  batch.rows.push(row);
  const unapplied = entries ? undefined : unappliedEntry(daysOf(batch, source), payment.paidCents);
  batch.entries.push(...(entries ?? []), ...(unapplied ? [unapplied] : []));
}

function mayChange({ state, findings }: NewClaimPayment): boolean {
  return state === 'posted' || mayChangeWhoOwes(findings.map(({ code }) => code));
}

/**
 * Stores the newest payer claim control number, which a replacement claim must carry. A duplicate denial has a number
 * of its own, which is not the claim's.
 */
async function updatePayerControlNumbers(sql: Sql, rows: readonly NewClaimPayment[]): Promise<void> {
  const numbers = new Map<string, string>();
  for (const { claimId, payment, state } of rows)
    if (claimId !== null && state === 'posted' && isOfClaim(payment) && payment.payerControlNumber)
      numbers.set(claimId, payment.payerControlNumber);
  if (numbers.size === 0) return;
  await sql.rows(
    `update claim set payer_control_number = t.number
     from unnest($1::text[], $2::text[]) as t (id, number) where claim.id = t.id`,
    [[...numbers.keys()], [...numbers.values()]],
  );
}

function isOfClaim(payment: ClaimPayment): boolean {
  return !isReversal(payment) && !isDuplicateDenial(payment);
}
