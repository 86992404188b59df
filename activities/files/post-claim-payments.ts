import type { IsoDate } from '../../domain/dates.ts';
import { nextParty, payingCoverage } from '../../domain/ledger/coverage.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import {
  paymentEntries,
  type PaymentPosting,
  providerLevelEntry,
  type RemittanceSource,
  reversalEntries,
  unappliedEntry,
} from '../../domain/ledger/payment-entries.ts';
import { dollars } from '../../domain/money.ts';
import { isReversal } from '../../domain/remittance/classify.ts';
import type { ClaimPayment, RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import { batchesOf } from '../store/batches.ts';
import { intakesOf } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { entriesOf, post } from '../store/journal.ts';
import { recordWorkItem } from '../store/work-items.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import { addToOutbox } from './outbox.ts';
import { printable } from './printable.ts';

/** A stored remittance to post into. */
export interface StoredRemittance {
  readonly id: bigint;
  /** Position of the last claim payment stored from an earlier file; 0 if there is none. */
  readonly lastPosition: number;
  /** TRN02: the number of the check or transfer. */
  readonly traceNumber: string;
  /** BPR16. */
  readonly paidOn: IsoDate;
}

/** Posts claim payments and tells the claims. */
export async function postPayments(
  context: SetContext,
  payments: readonly ClaimPayment[],
  remittance: StoredRemittance,
): Promise<void> {
  for (const batch of batchesOf(payments)) await postClaimPayments(context, batch, remittance);
}

/** Posts provider-level adjustments. */
export async function postProviderAdjustments(
  { sql, source, today: postedOn }: SetContext,
  { providerLevelAdjustments, paidOn: effectiveOn }: RemittanceAdvice,
  remittanceId: bigint,
): Promise<void> {
  for (const [index, adjustment] of providerLevelAdjustments.entries()) {
    const { position, reasonCode, reference, amountCents } = adjustment;
    const sealed =
      reference === undefined ? null : sql.vault.seal('remittance_provider_adjustment.reference', reference);
    await sql.rows(
      `insert into remittance_provider_adjustment (remittance_id, position, ordinal, reason_code, reference,
         amount_cents) values ($1, $2, $3, $4, $5, $6)`,
      [remittanceId, position, index, reasonCode, sealed, amountCents],
    );
    await post(sql, [providerLevelEntry({ adjustment, index, source, effectiveOn, postedOn })]);
  }
}

async function postClaimPayments(
  context: SetContext,
  payments: readonly ClaimPayment[],
  remittance: StoredRemittance,
): Promise<void> {
  const { sql, source, today } = context;
  const ours = await claimsAmong(sql, payments);
  await insertPayments(sql, payments, remittance, ours);
  const known = payments.filter(({ patientControlNumber }) => ours.has(patientControlNumber));
  await postInOrder(sql, known, { source, effectiveOn: remittance.paidOn, postedOn: today });
  await updatePayerControlNumbers(sql, known);
  await addToOutbox(
    sql,
    known.map(({ patientControlNumber: claimId }) => ({
      claimId,
      fact: { kind: 'adjudicated', key: source, on: today },
    })),
  );
  for (const payment of payments)
    if (!ours.has(payment.patientControlNumber)) await postUnapplied(context, payment, remittance);
}

/** The patient control numbers that belong to stored claims. */
async function claimsAmong(sql: Sql, payments: readonly ClaimPayment[]): Promise<ReadonlySet<string>> {
  const numbers = payments.map(({ patientControlNumber }) => patientControlNumber);
  const found = await sql.rows<{ id: string }>('select id from claim where id = any($1::text[])', [numbers]);
  return new Set(found.map(({ id }) => id));
}

async function insertPayments(
  sql: Sql,
  payments: readonly ClaimPayment[],
  { id, lastPosition }: StoredRemittance,
  ours: ReadonlySet<string>,
): Promise<void> {
  await sql.rows(
    `insert into remittance_claim (remittance_id, position, claim_id, status_code, paid_cents, detail)
     select $1, position, claim_id, status_code, paid_cents, detail
     from unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::bytea[]) with ordinality
       as t (position, claim_id, status_code, paid_cents, detail, place) order by place`,
    [
      id,
      payments.map(({ position }) => lastPosition + position),
      payments.map(({ patientControlNumber: number }) => (ours.has(number) ? number : null)),
      payments.map(({ statusCode }) => statusCode),
      payments.map(({ paidCents }) => paidCents),
      payments.map((payment) => sql.vault.sealJson('remittance_claim.detail', payment)),
    ],
  );
}

/** Posts payments in batches, and each reversal separately, because it may reverse a payment before it. */
async function postInOrder(sql: Sql, payments: readonly ClaimPayment[], from: RemittanceSource): Promise<void> {
  const billed = await intakesOf(
    sql,
    payments.map(({ patientControlNumber }) => patientControlNumber),
  );
  const entries: Entry[] = [];
  for (const payment of payments) {
    const claimId = payment.patientControlNumber;
    const { insurance = [], claim } = billed.get(claimId) ?? {};
    const payer = payingCoverage(payment.statusCode, insurance);
    const next = nextParty(payer, insurance);
    const posting: PaymentPosting = { payment, claimId, lines: claim?.serviceLines ?? [], payer, next, ...from };
    if (!isReversal(payment)) {
      entries.push(...paymentEntries(posting));
      continue;
    }
    await post(sql, entries.splice(0));
    await post(sql, reversalEntries({ ...posting, earlier: await entriesOf(sql, claimId) }));
  }
  await post(sql, entries);
}

/** Stores the newest payer claim control number, which a replacement claim must carry. */
async function updatePayerControlNumbers(sql: Sql, payments: readonly ClaimPayment[]): Promise<void> {
  const numbers = new Map<string, string>();
  for (const payment of payments)
    if (payment.payerControlNumber && !isReversal(payment))
      numbers.set(payment.patientControlNumber, payment.payerControlNumber);
  if (numbers.size === 0) return;
  await sql.rows(
    `update claim set payer_control_number = t.number
     from unnest($1::text[], $2::text[]) as t (id, number) where claim.id = t.id`,
    [[...numbers.keys()], [...numbers.values()]],
  );
}

/** Posts a payment for an unknown claim to `unapplied` and opens a work item. */
async function postUnapplied(
  context: SetContext,
  payment: ClaimPayment,
  { traceNumber, paidOn: effectiveOn }: StoredRemittance,
): Promise<void> {
  const { sql, fileId, source, place, today } = context;
  await post(sql, [unappliedEntry({ payment, source, effectiveOn, postedOn: today })]);
  await recordWorkItem(sql, {
    key: `${source}:${payment.position}:unapplied`,
    kind: 'unknown-claim',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found:
      `${fileText(context, place)}, segment ${payment.position}: check or transfer ${printable(traceNumber, 50)} ` +
      `pays ${dollars(payment.paidCents)} for claim ${printable(payment.patientControlNumber, 38)}, ` +
      `which claimloop does not know; ${dollars(payment.paidCents)} is unapplied.`,
    canDo:
      'Find out whose payment it is, then close this item with what you found. All other payments are posted. ' +
      `The file: claimloop file show ${fileId} --content`,
  });
}
