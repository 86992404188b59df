import { isEndedBy, type PartnerSubject, type PartnerSuccess, type PartnerTrouble } from '../domain/partner-trouble.ts';
import type { ActivityContext } from './context.ts';
import { isConfigured } from './partners.ts';
import { closePartnerItems, recordPartnerItem, openPartnerItems } from './store/partner-items.ts';

/** Asks about a partner, once for all claims, and notes that the claim waits. A visit to an outbox has no claim. */
export async function askAboutPartner(
  { database, today }: ActivityContext,
  asked: { readonly partner: PartnerSubject; readonly trouble: PartnerTrouble; readonly claimId: string | null },
): Promise<{ workItemId: string }> {
  const id = await database.inSqlTransaction((sql) => recordPartnerItem(sql, { ...asked, today: today() }));
  return { workItemId: String(id) };
}

/**
 * Closes what was asked about the partner and is over, since a visit or a send worked; also the questions about
 * partners that were not configured and are now, and about an archive that can be written again. Facts for the
 * claims that waited are then in the outbox.
 */
export async function partnerAnswered(
  { database, partners, archive, today }: ActivityContext,
  { partner, by }: { readonly partner: PartnerSubject; readonly by: PartnerSuccess },
): Promise<void> {
  const open = await openPartnerItems(database.sql);
  const isArchiving = open.some(({ trouble }) => trouble === 'archive-failed') && (await archive.isWritable());
  const isOver = (item: { readonly partner: PartnerSubject; readonly trouble: PartnerTrouble }): boolean => {
    if (item.trouble === 'archive-failed') return isArchiving;
    if (item.trouble === 'unknown-partner') return isConfigured(partners, item.partner);
    return item.partner === partner && isEndedBy(item.trouble, by);
  };
  const ids = open.filter(isOver).map(({ id }) => id);
  if (ids.length === 0) return;
  const how = by === 'send' ? 'the partner took a file' : 'a visit to the partner worked';
  await database.inSqlTransaction((sql) => closePartnerItems(sql, { ids, how, by: null, today: today() }));
}
