import { assertNever } from '../../domain/assert-never.ts';
import type { ActivityContext } from '../context.ts';
import type { Sql } from '../store/database.ts';
import { closePeriod } from '../ledger/close-period.ts';
import { filesAlike } from '../store/alike-files.ts';
import { closePartnerItems } from '../store/partner-items.ts';
import { tenant } from '../store/rows.ts';
import { allowLogin } from '../transports/refused-logins.ts';
import { settleWorkItem } from '../store/work-items.ts';
import { mapRemitter } from '../store/remitters.ts';
import { decideRemittance, PartRefused } from './decide-remittance.ts';
import type { Decision, DecisionResult, FileChoice } from '../worklist-contract.ts';

/** Kinds of questions that a person closes; those about a partner may have claims that then go on. */
const closable: ReadonlySet<string> = new Set(['file', 'unknown-claim', 'contradiction', 'unread-payment', 'partner']);

const done = { outcome: 'done' } as const;
const refused = (reason: string): DecisionResult => ({ outcome: 'refused', reason });

/** Does what a person decided about a stored file or an open question. The same again changes nothing. */
export function decide(context: ActivityContext, decision: Decision): Promise<DecisionResult> {
  const texts = [decision.by, ...('reason' in decision ? [decision.reason] : [])];
  if (texts.some((text) => !isPlainText(text)))
    return Promise.resolve(refused('who and why are texts of 1 to 500 characters, without control characters'));
  return decideIn(context, decision).catch((error: unknown) => {
    if (error instanceof PartRefused) return refused(error.message);
    throw error;
  });
}

function decideIn(context: ActivityContext, decision: Decision): Promise<DecisionResult> {
  return context.database.inSqlTransaction(async (sql) => {
    switch (decision.kind) {
      case 'retry-file':
        return retryFiles(sql, context, await chosen(sql, decision));
      case 'dismiss-file':
        return dismissFiles(sql, await chosen(sql, decision), decision);
      case 'close-period':
        return closePeriod(sql, { ...decision, today: context.today() });
      case 'match-remittance':
      case 'accept-remittance':
      case 'refuse-remittance':
      case 'unmatch-remittance':
        return decideRemittance({ sql, context, decision });
      case 'map-remitter':
        return acceptRemitter(sql, context, decision);
      case 'close-item':
        return decision.itemId.startsWith('file-')
          ? dismissFiles(sql, [numberOf(decision.itemId)], decision)
          : closeItem(sql, context, decision);
      default:
        return assertNever(decision);
    }
  });
}

function isPlainText(text: string): boolean {
  return text.trim() !== '' && text.length <= 500 && !/[\p{Cc}\p{Cs}]/u.test(text);
}

/** "file-12" and "12" name the same file. Zero names none. */
function numberOf(id: string): string {
  return /^(?:file-)?(\d{1,18})$/.exec(id)?.[1] ?? '0';
}

/** Numbers of the files that a decision is about. */
async function chosen(sql: Sql, { fileId, alike = false }: FileChoice): Promise<readonly string[]> {
  return alike ? filesAlike(sql, numberOf(fileId)) : [numberOf(fileId)];
}

/** Remembers the payer, and reads the files again that were quarantined because it was not known. */
async function acceptRemitter(
  sql: Sql,
  context: ActivityContext,
  { partnerId, originatorId, reason, by }: Extract<Decision, { kind: 'map-remitter' }>,
): Promise<DecisionResult> {
  if (!context.partners.some((one) => one.partnerId === partnerId)) return refused(`there is no partner ${partnerId}`);
  if (!/^[ -~]{1,50}$/.test(originatorId)) return refused('the payer is named by TRN03, 1 to 50 characters');
  await mapRemitter(sql, { partnerId, originatorId, by, reason, today: context.today() });
  const waiting = await sql.rows<{ id: string }>(
    `select distinct f.id::text as id from inbound_file f join interchange i on i.file_id = f.id
       join transaction_set s on s.interchange_id = i.id
     where f.tenant = $1 and f.partner_id = $2 and f.state in ('quarantined', 'partly-read') and s.state = 'quarantined'
       and strpos(s.reason, $3) > 0`,
    [tenant, partnerId, `${originatorId} (TRN03)`],
  );
  const files = waiting.map(({ id }) => id);
  return files.length === 0 ? { ...done, files: 0 } : retryFiles(sql, context, files);
}

/** The next visit to the partner reads them again: what is posted stays, what is quarantined gets five new attempts. */
async function retryFiles(
  sql: Sql,
  { partners }: ActivityContext,
  fileIds: readonly string[],
): Promise<DecisionResult> {
  const [file] = await sql.rows<{ state: string; partnerId: string }>(
    `select state, partner_id as "partnerId" from inbound_file where tenant = $1 and id = any($2::bigint[])
     order by id for update`,
    [tenant, fileIds],
  );
  if (!file) return refused('there is no such file');
  if (file.state === 'read') return refused('all of it is posted');
  if (!partners.some(({ partnerId }) => partnerId === file.partnerId))
    return refused(`its partner ${file.partnerId} is no longer configured`);
  await sql.rows(
    `delete from transaction_set s using interchange i
     where i.id = s.interchange_id and i.file_id = any($1::bigint[]) and s.state = 'quarantined'`,
    [fileIds],
  );
  await sql.rows(
    `update inbound_file set state = 'received', reason = null, is_misdirected = false, attempts = 0,
       dismissed_by = null, dismissed_because = null, dismissed_at = null where id = any($1::bigint[])`,
    [fileIds],
  );
  return { ...done, files: fileIds.length };
}

async function dismissFiles(
  sql: Sql,
  fileIds: readonly string[],
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<DecisionResult> {
  const [begun] = await sql.rows<{ id: string }>(
    `select file_id::text as id from transaction_set s join interchange i on i.id = s.interchange_id
     where file_id = any($1::bigint[]) and state = 'posting' limit 1`,
    [fileIds],
  );
  if (begun) return refused(`file-${begun.id} is posted in part: claimloop file retry file-${begun.id} posts the rest`);
  const dismissed = await sql.rows(
    `update inbound_file set state = 'dismissed', dismissed_by = $3, dismissed_because = $4, dismissed_at = now()
     where tenant = $1 and id = any($2::bigint[]) and state in ('received', 'quarantined', 'partly-read')
     returning id`,
    [tenant, fileIds, by, sql.vault.seal('inbound_file.dismissed_because', reason)],
  );
  if (dismissed.length > 0) return { ...done, files: dismissed.length };
  const [file] = await sql.rows<{ state: string; dismissedBy: string; on: string }>(
    `select state, dismissed_by as "dismissedBy", dismissed_at::date::text as on
     from inbound_file where tenant = $1 and id = any($2::bigint[])`,
    [tenant, fileIds],
  );
  if (!file) return refused('there is no such file');
  if (file.state !== 'dismissed') return refused('all of it is posted');
  return file.dismissedBy === by ? { ...done, files: 0 } : refused(`dismissed by ${file.dismissedBy} on ${file.on}`);
}

async function closeItem(
  sql: Sql,
  { today }: ActivityContext,
  { itemId, reason, by }: Extract<Decision, { kind: 'close-item' }>,
): Promise<DecisionResult> {
  const id = numberOf(itemId);
  const [item] = await sql.rows<{ kind: string; partner: string | null; closedBy: string | null; on: string | null }>(
    `select kind, partner, closed_by as "closedBy", closed_on::text as on
     from work_item where tenant = $1 and id = $2::bigint for update`,
    [tenant, id],
  );
  if (!item) return refused('there is no such item');
  if (item.on !== null && item.closedBy !== by)
    return refused(`closed ${item.closedBy === null ? 'by itself' : `by ${item.closedBy}`} on ${item.on}`);
  if (!closable.has(item.kind)) return refused(answerTo(item.kind));
  if (item.kind === 'partner') {
    allowLogin(item.partner ?? '');
    const resumed = await closePartnerItems(sql, { ids: [BigInt(id)], how: reason, by, today: today() });
    return { outcome: 'done', resumed };
  }
  await settleWorkItem(sql, { workItemId: id, how: reason, by, today: today() });
  return done;
}

/** What answers a question that cannot simply be closed. */
function answerTo(kind: string): string {
  if (kind === 'remittance') return 'use `remit match`, `remit accept` or `remit refuse`';
  if (kind === 'approval') return 'a write-off waits: use `approve`';
  return 'its claim waits for an answer: correct the claim, or write it off';
}
