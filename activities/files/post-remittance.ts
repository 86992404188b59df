import { unreadEntry } from '../../domain/ledger/remittance-entries.ts';
import { dollars } from '../../domain/money.ts';
import type { RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import type { TransactionSet } from '../../x12/index.ts';
import { post } from '../store/journal.ts';
import { only, tenant } from '../store/rows.ts';
import { recordWorkItem } from '../store/work-items.ts';
import { type AcceptedRemittance, acceptRemittance } from './accept-remittance.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import { printable } from './printable.ts';
import { refuseOtherPayee } from './payee.ts';
import { postPayments } from './post-claim-payments.ts';
import { postProviderAdjustments } from './post-provider-adjustments.ts';
import { postRest, unreadKey } from './post-rest.ts';
import { refuseUnknownRemitter } from './remitter.ts';
import { storedAs } from './stored-remittance.ts';

/**
 * Posts a remittance advice: claim payments and provider-level adjustments. Each one stands for itself; one with the
 * same content was posted before, and its set says so. The part of the payment that cannot be read is unapplied, with a
 * work item; a later file with that part posts only the rest.
 */
export async function postRemittance(context: SetContext, set: TransactionSet, canonicalDigest: string): Promise<void> {
  const accepted = acceptRemittance(set, context.today);
  const { remittance } = accepted;
  await refuseOtherPayee(context.sql, remittance, context.partner);
  const known = await sameTrace(context, remittance);
  const same = known.find(({ digest }) => digest === canonicalDigest);
  if (same) return noteRepeat(context, same);
  for (const one of known) if (await postRest(context, accepted, { ...one, canonicalDigest })) return;
  await refuseUnknownRemitter(context, remittance);
  const id = await insertRemittance(context, remittance, canonicalDigest);
  const stored = storedAs(id, remittance);
  await postPayments(context, remittance.claims, stored);
  await postProviderAdjustments(context, remittance, stored);
  if (accepted.unread.length > 0) await postUnread(context, accepted, id);
}

/** A stored remittance, and where it stands. */
interface KnownRemittance {
  readonly id: bigint;
  readonly digest: string;
  readonly amountCents: bigint;
  readonly place: string;
}

/** The stored remittances of the payer with that trace number, whatever their payee and day. Locks them. */
function sameTrace({ sql }: SetContext, remittance: RemittanceAdvice): Promise<readonly KnownRemittance[]> {
  const { originatorId, traceNumber } = remittance;
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
  remittance: RemittanceAdvice,
  canonicalDigest: string,
): Promise<bigint> {
  const { originatorId, payeeId, traceNumber, paidOn, amountCents, method, payerName, payerId = null } = remittance;
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

/** Reasons listed in a work item. */
const reasonsListed = 3;

/** Posts the part of the payment that cannot be read to `unapplied`, and opens a work item. */
async function postUnread(
  context: SetContext,
  { remittance, unread, remainderCents }: AcceptedRemittance,
  remittanceId: bigint,
): Promise<void> {
  const { sql, source, today } = context;
  const days = { effectiveOn: remittance.paidOn, postedOn: today };
  await post(sql, [unreadEntry({ ...days, source, key: source }, remainderCents)]);
  const more = unread.length > reasonsListed ? [`${unread.length - reasonsListed} more`] : [];
  const reasons = [...unread.slice(0, reasonsListed), ...more].join('; ');
  await recordWorkItem(sql, {
    key: unreadKey(remittanceId),
    kind: 'unread-payment',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found:
      `${fileText(context, context.place)}: part of check or transfer ` +
      `${printable(remittance.traceNumber, 50)} is not posted: ${reasons}. ` +
      `${dollars(remainderCents)} of the payment of ${dollars(remittance.amountCents)} is unapplied.`,
    canDo: 'Ask the payer for a corrected file: it posts only what is missing. All other payments are posted.',
  });
}
