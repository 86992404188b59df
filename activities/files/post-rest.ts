import { unreadEntry } from '../../domain/ledger/remittance-entries.ts';
import { type Cents, cents } from '../../domain/money.ts';
import { mayReplace, paymentDifference } from '../../domain/remittance/partial.ts';
import type { ClaimPayment, ProviderLevelAdjustment } from '../../domain/remittance/remittance.ts';
import type { Sql } from '../store/database.ts';
import { post } from '../store/journal.ts';
import { tenant } from '../store/rows.ts';
import { settleWorkItem } from '../store/work-items.ts';
import type { AcceptedRemittance } from './accept-remittance.ts';
import type { SetContext } from './file-context.ts';
import { postPayments } from './post-claim-payments.ts';
import { storedAs } from './stored-remittance.ts';

const referenceColumn = 'remittance_provider_adjustment.reference';

/** A remittance that is stored, and the digest of the other content that arrived for it. */
interface Known {
  readonly id: bigint;
  readonly amountCents: bigint;
  readonly canonicalDigest: string;
}

/** Key of the work item about the unread part of a remittance. It marks the remittance as incomplete. */
export function unreadKey(remittanceId: bigint): string {
  return `remittance-${remittanceId}:unread`;
}

/**
 * Posts from another file the claim payments that could not be read in the first one, and takes their amount out of
 * `unapplied`. False if the remittance was complete, or if the file changes what is posted: then it stands for itself.
 */
export async function postRest(
  context: SetContext,
  accepted: AcceptedRemittance & { readonly claims: readonly ClaimPayment[] },
  known: Known,
): Promise<boolean> {
  const { sql, source, fileId, today } = context;
  const { payment, claims, unread } = accepted;
  const item = await unreadItem(sql, known.id);
  if (!item || BigInt(payment.amountCents) !== known.amountCents) return false;
  const posted = await postedPayments(sql, known.id);
  const difference = paymentDifference(
    posted.map(({ detail }) => detail),
    claims,
  );
  const isSame =
    (await hasAdjustments(sql, known.id, payment.providerLevelAdjustments)) &&
    !(unread.count === 0 ? difference.missing.length > 0 : mayReplace(difference));
  if (!isSame) return false;
  const { added } = difference;
  if (added.length > 0) {
    const lastPosition = Math.max(0, ...posted.map(({ position }) => position));
    await postPayments(context, added, storedAs(known.id, payment, lastPosition));
    const days = { effectiveOn: payment.paidOn, postedOn: today };
    await post(sql, [unreadEntry({ ...days, source, key: source }, taken(added))]);
  }
  if (unread.count > 0) return true;
  await sql.rows('update remittance set canonical_digest = $2 where id = $1', [known.id, known.canonicalDigest]);
  await settleWorkItem(sql, { workItemId: String(item.id), how: `posted from file-${fileId}`, today });
  return true;
}

/** What the payments take out of `unapplied`. */
function taken(added: readonly ClaimPayment[]): Cents {
  return cents(0 - added.reduce((sum, { paidCents }) => sum + paidCents, 0));
}

async function unreadItem(sql: Sql, remittanceId: bigint): Promise<{ readonly id: bigint } | undefined> {
  const [item] = await sql.rows<{ id: bigint }>('select id from work_item where tenant = $1 and key = $2', [
    tenant,
    unreadKey(remittanceId),
  ]);
  return item;
}

async function postedPayments(
  sql: Sql,
  remittanceId: bigint,
): Promise<readonly { readonly position: number; readonly detail: ClaimPayment }[]> {
  const rows = await sql.rows<{ position: number; detail: Uint8Array }>(
    'select position, detail from remittance_claim where remittance_id = $1 order by id',
    [remittanceId],
  );
  return rows.map(({ position, detail }) => ({
    position,
    detail: sql.vault.openJson<ClaimPayment>('remittance_claim.detail', detail),
  }));
}

/** Whether exactly these provider-level adjustments are posted, in this order. */
async function hasAdjustments(
  sql: Sql,
  remittanceId: bigint,
  adjustments: readonly ProviderLevelAdjustment[],
): Promise<boolean> {
  const rows = await sql.rows<{ reasonCode: string; reference: Uint8Array | null; amountCents: bigint }>(
    `select reason_code as "reasonCode", reference, amount_cents as "amountCents"
     from remittance_provider_adjustment where remittance_id = $1 order by position, ordinal`,
    [remittanceId],
  );
  const posted = rows.map(({ reasonCode, reference, amountCents }) =>
    [reasonCode, sql.vault.openText(referenceColumn, reference) ?? '', amountCents].join('|'),
  );
  const given = adjustments.map(({ reasonCode, reference = '', amountCents }) =>
    [reasonCode, reference, amountCents].join('|'),
  );
  return posted.join('\n') === given.join('\n');
}
