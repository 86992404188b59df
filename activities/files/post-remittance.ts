import { unreadEntry } from '../../domain/ledger/remittance-entries.ts';
import { paymentRemainder } from '../../domain/edi/imbalance.ts';
import { dollars } from '../../domain/money.ts';
import type { ClaimPayment, RemittancePayment } from '../../domain/remittance/remittance.ts';
import type { Sql } from '../store/database.ts';
import { post } from '../store/journal.ts';
import { only, tenant } from '../store/rows.ts';
import { recordWorkItem } from '../store/work-items.ts';
import type { AcceptedRemittance, UnreadReasons } from './accept-remittance.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import { printable } from './printable.ts';
import { refuseOtherPayee } from './payee.ts';
import { postProviderAdjustments } from './post-provider-adjustments.ts';
import { postRest, unreadKey } from './post-rest.ts';
import { refuseUnknownRemitter } from './remitter.ts';
import { storedAs, type StoredRemittance } from './stored-remittance.ts';

/**
 * Begins to post a remittance advice: stores it, and returns what its claim payments are posted into. Each one stands
 * for itself. Undefined if nothing is left to post: one with the same content was posted before, or `whole`, if all
 * claim payments are given, were the missing ones of an incomplete remittance. Throws Quarantine if the payee or the
 * payer is not known.
 */
export async function beginRemittance(
  context: SetContext,
  accepted: AcceptedRemittance,
  { canonicalDigest, whole }: { readonly canonicalDigest: string; readonly whole: readonly ClaimPayment[] | undefined },
): Promise<StoredRemittance | undefined> {
  const { payment } = accepted;
  await refuseOtherPayee(context.sql, payment, context.partner);
  const known = await sameTrace(context, payment);
  const same = known.find(({ digest }) => digest === canonicalDigest);
  if (same) {
    await noteRepeat(context, same);
    return undefined;
  }
  for (const one of whole ? known : [])
    if (await postRest(context, { ...accepted, claims: whole ?? [] }, { ...one, canonicalDigest })) return undefined;
  await refuseUnknownRemitter(context, payment, accepted.firstClaims);
  return storedAs(await insertRemittance(context, payment, canonicalDigest), payment);
}

/** Whether a remittance may bring what another one with its trace number and amount lacks. */
export async function mayCompleteOther(sql: Sql, payment: RemittancePayment): Promise<boolean> {
  const { originatorId, traceNumber, amountCents } = payment;
  const rows = await sql.rows(
    `select from remittance r join work_item w on w.tenant = r.tenant and w.key = 'remittance-' || r.id || ':unread'
     where r.tenant = $1 and payer_key = $2 and trace_number = $3 and amount_cents = $4`,
    [tenant, originatorId, traceNumber, amountCents],
  );
  return rows.length > 0;
}

/** The remittance that was stored from a set. */
export async function remittanceOf(
  { sql, transactionSetId }: SetContext,
  { payment }: AcceptedRemittance,
): Promise<StoredRemittance> {
  const rows = await sql.rows<{ id: bigint }>('select id from remittance where transaction_set_id = $1', [
    transactionSetId,
  ]);
  return storedAs(only(rows).id, payment);
}

/**
 * Posts what follows the claim payments: provider-level adjustments, and the part of the payment that is not posted,
 * which is unapplied, with a work item; a later file with that part posts only the rest.
 */
export async function endRemittance(
  context: SetContext,
  { payment, reversals, unread }: AcceptedRemittance,
  stored: StoredRemittance,
): Promise<void> {
  await postProviderAdjustments(context, { ...payment, claims: reversals }, stored);
  const posted = await context.sql.rows<{ cents: bigint }>(
    'select coalesce(sum(paid_cents), 0)::bigint as cents from remittance_claim where remittance_id = $1',
    [stored.id],
  );
  const remainderCents = paymentRemainder(payment, Number(only(posted).cents));
  if (unread.count > 0 || remainderCents !== 0)
    await postUnread(context, { payment, unread, remainderCents, remittanceId: stored.id });
}

/** A stored remittance, and where it stands. */
interface KnownRemittance {
  readonly id: bigint;
  readonly digest: string;
  readonly amountCents: bigint;
  readonly place: string;
}

/** The stored remittances of the payer with that trace number, whatever their payee and day. Locks them. */
function sameTrace(
  { sql }: SetContext,
  { originatorId, traceNumber }: RemittancePayment,
): Promise<readonly KnownRemittance[]> {
  return sql.rows(
    `select r.id, r.canonical_digest as digest, amount_cents as "amountCents",
       'file-' || file_id || ', interchange ' || interchange_index || ', group ' || group_index || ', set ' || set_index
         as place
     from remittance r join transaction_set s on s.id = transaction_set_id join interchange i on i.id = interchange_id
     where r.tenant = $1 and payer_key = $2 and trace_number = $3 order by r.id for update of r`,
    [tenant, originatorId, traceNumber],
  );
}

/** The same content again, in another file or envelope: nothing is posted. */
async function noteRepeat({ sql, transactionSetId }: SetContext, { place }: KnownRemittance): Promise<void> {
  await sql.rows('update transaction_set set reason = $2 where id = $1', [
    transactionSetId,
    `it repeats the remittance of ${place}; nothing is posted twice`,
  ]);
}

async function insertRemittance(
  { sql, transactionSetId }: SetContext,
  payment: RemittancePayment,
  canonicalDigest: string,
): Promise<bigint> {
  const { originatorId, payeeId, traceNumber, paidOn, amountCents, method, payerName, payerId = null } = payment;
  const made = await sql.rows<{ id: bigint }>(
    `insert into remittance (tenant, payer_key, payee_id, trace_number, paid_on, transaction_set_id, amount_cents,
       method, canonical_digest, payer_name, payer_id)
     values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9, $10, $11) returning id`,
    [
      ...[tenant, originatorId, payeeId, traceNumber, paidOn, transactionSetId, amountCents, method, canonicalDigest],
      ...[payerName, payerId],
    ],
  );
  return only(made).id;
}

/** Posts the part of the payment that is not posted to `unapplied`, and opens a work item. */
async function postUnread(
  context: SetContext,
  {
    payment,
    unread,
    remainderCents,
    remittanceId,
  }: {
    readonly payment: RemittancePayment;
    readonly unread: UnreadReasons;
    readonly remainderCents: ReturnType<typeof paymentRemainder>;
    readonly remittanceId: bigint;
  },
): Promise<void> {
  const { sql, source, today } = context;
  const days = { effectiveOn: payment.paidOn, postedOn: today };
  await post(sql, [unreadEntry({ ...days, source, key: source }, remainderCents)]);
  const more = unread.count > unread.first.length ? [`${unread.count - unread.first.length} more`] : [];
  const reasons = [...unread.first, ...more].join('; ') || 'it was not read completely';
  await recordWorkItem(sql, {
    key: unreadKey(remittanceId),
    kind: 'unread-payment',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found:
      `${fileText(context, context.place)}: part of check or transfer ` +
      `${printable(payment.traceNumber, 50)} is not posted: ${reasons}. ` +
      `${dollars(remainderCents)} of the payment of ${dollars(payment.amountCents)} is unapplied.`,
    canDo: 'Ask the payer for a corrected file: it posts only what is missing. All other payments are posted.',
  });
}
