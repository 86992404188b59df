import { unreadEntry } from '../../domain/ledger/payment-entries.ts';
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
import { postPayments, postProviderAdjustments } from './post-claim-payments.ts';
import { postRest, unreadKey } from './post-rest.ts';

/**
 * Posts a remittance advice: claim payments and provider-level adjustments. Skips one that was posted before. The part
 * of the payment that cannot be read is unapplied, with a work item; a later file with that part posts only the rest.
 */
export async function postRemittance(context: SetContext, set: TransactionSet, canonicalDigest: string): Promise<void> {
  const accepted = acceptRemittance(set, context.today);
  const { remittance } = accepted;
  await refuseOtherPayee(context.sql, remittance, context.partner);
  const known = await knownRemittance(context, remittance);
  if (known?.digest === canonicalDigest) return;
  if (known) return postRest(context, accepted, { ...known, canonicalDigest });
  const id = await insertRemittance(context, remittance, canonicalDigest);
  await postPayments(context, remittance.claims, {
    id,
    lastPosition: 0,
    traceNumber: remittance.traceNumber,
    paidOn: remittance.paidOn,
  });
  await postProviderAdjustments(context, remittance, id);
  if (accepted.unread.length > 0) await postUnread(context, accepted, id);
}

/** A stored remittance with the same payer, payee, trace number and date. Locks it. */
async function knownRemittance({ sql }: SetContext, remittance: RemittanceAdvice) {
  const [known] = await sql.rows<{ id: bigint; digest: string; amountCents: bigint }>(
    `select id, canonical_digest as digest, amount_cents as "amountCents" from remittance
     where tenant = $1 and payer_key = $2 and payee_id = $3 and trace_number = $4 and paid_on = $5::date for update`,
    keyOf(remittance),
  );
  return known;
}

async function insertRemittance(
  { sql, transactionSetId }: SetContext,
  remittance: RemittanceAdvice,
  canonicalDigest: string,
): Promise<bigint> {
  const { amountCents, method } = remittance;
  const made = await sql.rows<{ id: bigint }>(
    `insert into remittance (tenant, payer_key, payee_id, trace_number, paid_on, transaction_set_id, amount_cents,
       method, canonical_digest)
     values ($1, $2, $3, $4, $5::date, $6, $7, $8, $9) returning id`,
    [...keyOf(remittance), transactionSetId, amountCents, method, canonicalDigest],
  );
  return only(made).id;
}

function keyOf({ originatorId, payeeId, traceNumber, paidOn }: RemittanceAdvice): readonly string[] {
  return [tenant, originatorId, payeeId, traceNumber, paidOn];
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
  await post(sql, [
    unreadEntry({ amountCents: remainderCents, source, effectiveOn: remittance.paidOn, postedOn: today }),
  ]);
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
