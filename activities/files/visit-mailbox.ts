import { isPartnerTrouble, type PartnerSubject, type PartnerTrouble } from '../../domain/partner-trouble.ts';
import type { ActivityContext } from '../context.ts';
import { isOurs, temporary } from '../failures.ts';
import { pause } from '../pause.ts';
import { askAboutPartner } from '../partner-trouble.ts';
import { isConfigured, partnerById } from '../partners.ts';
import { only, tenant } from '../store/rows.ts';
import { atMost } from './at-most.ts';
import { fetchFiles } from './fetch-files.ts';

/** Attempts for a failure that may pass, in about two minutes, before a person is asked. */
const mostAttempts = 8;
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** Visits of one worker at once: each may hold a whole file in memory. Visits that wait for their time do not count. */
const visiting = atMost(5);

/**
 * Visits a partner's outbox every `pollMs` until files of the partner are stored here and not read yet. A failure of
 * the partner is asked about, at once or after some attempts, and the visits go on. Throws other failures.
 */
export async function visitMailbox(
  context: ActivityContext,
  { partnerId }: { partnerId: string },
  fetch: typeof fetchFiles = fetchFiles,
): Promise<{ fetched: number }> {
  // Another worker may have read another partners.json.
  if (!isConfigured(context.partners, partnerId)) throw temporary('partner-not-here', { partner: partnerId });
  const { pollMs } = partnerById(context.partners, partnerId);
  for (let failures = 0; ;) {
    const { fetched, trouble } = await visiting(() => visit(context, partnerId, fetch));
    failures = trouble ? failures + 1 : 0;
    const isAsked = trouble !== null && (trouble.isPermanent || failures >= mostAttempts);
    if (isAsked) await askAboutPartner(context, { ...trouble, claimId: null });
    if (fetched > 0 || (await hasUnread(context, partnerId))) return { fetched };
    await pause(trouble && !isAsked ? backoffMs(failures) : pollMs);
  }
}

interface Trouble {
  readonly trouble: PartnerTrouble;
  /** The partner, or the archive of the installation. */
  readonly partner: PartnerSubject;
  /** Another attempt would not help. */
  readonly isPermanent: boolean;
}

async function visit(
  context: ActivityContext,
  partnerId: string,
  fetch: typeof fetchFiles,
): Promise<{ readonly fetched: number; readonly trouble: Trouble | null }> {
  try {
    const { fetched } = await fetch(context, { partnerId });
    return { fetched, trouble: null };
  } catch (error) {
    if (!isOurs(error) || !isPartnerTrouble(error.type)) throw error;
    const [about] = (error.details ?? []) as readonly { readonly partner?: PartnerSubject }[];
    const isPermanent = error.nonRetryable === true;
    return { fetched: 0, trouble: { trouble: error.type, partner: about?.partner ?? partnerId, isPermanent } };
  }
}

async function hasUnread({ database }: ActivityContext, partnerId: string): Promise<boolean> {
  const rows = await database.sql.rows<{ hasUnread: boolean }>(
    `select exists (select from inbound_file where tenant = $1 and partner_id = $2 and state = 'received')
       as "hasUnread"`,
    [tenant, partnerId],
  );
  return only(rows).hasUnread;
}

function backoffMs(failures: number): number {
  return Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
}
