import type { TradingPartner } from '../config.ts';
import type { ActivityContext } from '../context.ts';
import { isOurs } from '../failures.ts';
import type { Difference } from '../reconcile-contract.ts';
import { tenant } from '../store/rows.ts';
import type { RemoteFile } from '../transports/mailbox.ts';
import { withMailbox } from '../transports/transport.ts';

/** Files that lie at a partner and are not stored: the next visit fetches them, unless they were given up. */
export async function compareMailboxes(context: ActivityContext): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const partner of context.partners.filter(({ kind }) => kind !== 'mail'))
    differences.push(...(await compareMailbox(context, partner)));
  return differences;
}

async function compareMailbox(context: ActivityContext, partner: TradingPartner): Promise<readonly Difference[]> {
  const { partnerId } = partner;
  const about = { claimId: null, partnerId, isRepaired: false };
  let files: readonly RemoteFile[];
  try {
    ({ files } = await withMailbox(partner, (mailbox) => mailbox.list()));
  } catch (error) {
    if (!isOurs(error)) throw error;
    return [{ ...about, kind: 'unreachable', found: `The mailbox of ${partnerId} cannot be listed: ${error.message}` }];
  }
  const unknown = await notStored(context, partnerId, files);
  if (unknown === 0) return [];
  const count = unknown === 1 ? '1 file lies' : `${unknown} files lie`;
  return [
    {
      ...about,
      kind: 'not-fetched',
      found: `${count} at ${partnerId} and ${unknown === 1 ? 'is' : 'are'} not stored.`,
    },
  ];
}

async function notStored(
  { database }: ActivityContext,
  partnerId: string,
  files: readonly RemoteFile[],
): Promise<number> {
  const [row] = await database.sql.rows<{ count: number }>(
    `select count(*)::int as count from unnest($2::text[], $3::bigint[]) as r (name, size)
     where not exists (select from inbound_delivery d join inbound_file f on f.id = d.file_id
       where f.tenant = $1 and d.partner_id = $4 and d.remote_name = r.name and d.size = r.size)`,
    [tenant, files.map(({ name }) => name), files.map(({ size }) => size), partnerId],
  );
  return row?.count ?? 0;
}
