import type { IsoDate } from '../../domain/dates.ts';
import { imbalances } from '../../domain/edi/imbalance.ts';
import { remittanceFrom835 } from '../../domain/edi/remittance-from-835.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import {
  paymentEntries,
  providerLevelEntry,
  reversalEntries,
  unappliedEntry,
} from '../../domain/ledger/payment-entries.ts';
import { dollars } from '../../domain/money.ts';
import { isReversal } from '../../domain/remittance/classify.ts';
import type { ClaimPayment, RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import { read835, type TransactionSet } from '../../x12/index.ts';
import type { Sql } from '../store/database.ts';
import { entriesOf, post } from '../store/journal.ts';
import { only, tenant } from '../store/rows.ts';
import { recordWorkItem } from '../store/work-items.ts';
import { refuseOtherPayee } from './payee.ts';
import { batchesOf } from '../store/batches.ts';
import { acceptSet } from './accept-set.ts';
import type { SetContext } from './file-context.ts';
import { Quarantine } from './quarantine.ts';
import { addToOutbox } from './outbox.ts';

/** Posts a remittance advice: claim payments and provider-level adjustments. Skips one that was posted before. */
export async function postRemittance(context: SetContext, set: TransactionSet, canonicalSha256: string): Promise<void> {
  const remittance = remittanceFrom835(acceptSet(read835(set)));
  refuseImbalance(remittance);
  await refuseOtherPayee(context.sql, remittance, context.partner);
  const remittanceId = await recordRemittance(context, remittance, canonicalSha256);
  if (remittanceId !== undefined) await postPayments(context, remittance, remittanceId);
}

function refuseImbalance(remittance: RemittanceAdvice): void {
  const [first] = imbalances(remittance);
  if (first)
    throw new Quarantine(
      `the ${first.level} is out of balance by ${dollars(first.byCents)} (segment ${first.position})`,
    );
}

/**
 * Returns the id of a new remittance, or undefined if it was posted before. Quarantines other content with the same
 * trace number.
 */
async function recordRemittance(
  { sql, transactionSetId }: SetContext,
  remittance: RemittanceAdvice,
  canonicalSha256: string,
): Promise<bigint | undefined> {
  const { originatorId, payeeId, traceNumber, paidOn, amountCents, method } = remittance;
  const key = [tenant, originatorId, payeeId, traceNumber, paidOn];
  const [known] = await sql.rows<{ hash: string }>(
    `select canonical_sha256 as hash from remittance
     where tenant = $1 and payer_key = $2 and payee_id = $3 and trace_number = $4 and paid_on = $5::date`,
    key,
  );
  if (known?.hash === canonicalSha256) return undefined;
  if (known)
    throw new Quarantine(
      'a remittance with the same payer, trace number and date was posted with different content (segment 3)',
    );
  const made = await sql.rows<{ id: bigint }>(
    `insert into remittance (tenant, payer_key, payee_id, trace_number, paid_on, transaction_set_id, amount_cents,
       method, canonical_sha256)
     values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9) returning id`,
    [...key, transactionSetId, amountCents, method, canonicalSha256],
  );
  return only(made).id;
}

async function postPayments(context: SetContext, remittance: RemittanceAdvice, remittanceId: bigint): Promise<void> {
  const { sql, source, today: on } = context;
  for (const payments of batchesOf(remittance.claims)) await postClaimPayments(context, payments, remittanceId);
  for (const [index, adjustment] of remittance.providerLevelAdjustments.entries()) {
    const { position, reasonCode, reference = null, amountCents } = adjustment;
    await sql.rows(
      `insert into remittance_provider_adjustment (remittance_id, position, ordinal, reason_code, reference,
         amount_cents) values ($1, $2, $3, $4, $5, $6)`,
      [remittanceId, position, index, reasonCode, reference, amountCents],
    );
    await post(sql, [providerLevelEntry({ adjustment, index, source, on })]);
  }
}

async function postClaimPayments(
  context: SetContext,
  payments: readonly ClaimPayment[],
  remittanceId: bigint,
): Promise<void> {
  const { sql, source, today: on } = context;
  const ours = await claimsAmong(sql, payments);
  await insertPayments(sql, payments, remittanceId, ours);
  const known = payments.filter(({ patientControlNumber }) => ours.has(patientControlNumber));
  await postInOrder(sql, known, { source, on });
  await updatePayerControlNumbers(sql, known);
  await addToOutbox(
    sql,
    known.map(({ patientControlNumber: claimId }) => ({ claimId, fact: { kind: 'adjudicated', key: source, on } })),
  );
  for (const payment of payments) if (!ours.has(payment.patientControlNumber)) await postUnapplied(context, payment);
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
  remittanceId: bigint,
  ours: ReadonlySet<string>,
): Promise<void> {
  await sql.rows(
    `insert into remittance_claim (remittance_id, position, claim_id, status_code, paid_cents, detail)
     select $1, position, claim_id, status_code, paid_cents, detail
     from unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::jsonb[]) with ordinality
       as t (position, claim_id, status_code, paid_cents, detail, place) order by place`,
    [
      remittanceId,
      payments.map(({ position }) => position),
      payments.map(({ patientControlNumber: number }) => (ours.has(number) ? number : null)),
      payments.map(({ statusCode }) => statusCode),
      payments.map(({ paidCents }) => paidCents),
      payments.map((payment) => JSON.stringify(payment)),
    ],
  );
}

/** Posts payments in batches, and each reversal separately, because it may reverse a payment before it. */
async function postInOrder(
  sql: Sql,
  payments: readonly ClaimPayment[],
  { source, on }: { source: string; on: IsoDate },
): Promise<void> {
  const entries: Entry[] = [];
  for (const payment of payments) {
    const claimId = payment.patientControlNumber;
    if (!isReversal(payment)) {
      entries.push(...paymentEntries({ payment, claimId, source, on }));
      continue;
    }
    await post(sql, entries.splice(0));
    await post(sql, reversalEntries({ payment, claimId, source, on, earlier: await entriesOf(sql, claimId) }));
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
async function postUnapplied({ sql, fileId, source, today }: SetContext, payment: ClaimPayment): Promise<void> {
  await post(sql, [unappliedEntry({ payment, source, on: today })]);
  await recordWorkItem(sql, {
    key: `${source}:${payment.position}:unapplied`,
    kind: 'unknown-claim',
    owner: 'BILLER',
    openedOn: today,
    dueOn: today,
    found:
      `file-${fileId}: the claim payment at segment ${payment.position} is for an unknown claim; ` +
      `${dollars(payment.paidCents)} is unapplied.`,
    canDo: 'Find out whose payment it is, then close this item with what you found. All other payments are posted.',
  });
}
