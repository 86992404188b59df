import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import type { WorkItemRow, WorklistFilter } from '../worklist-contract.ts';

/** Rows at most: a terminal shows no more. */
const rowsShown = 500;

/**
 * Open questions, the most urgent first: those that nobody answered in time, then by due day. Stored files that need a
 * person are among them, and files that nobody reads, since their partner is no longer configured.
 */
export async function openItems(
  sql: Sql,
  partners: readonly TradingPartner[],
  { kind, owner, payerId, olderThanDays, today }: WorklistFilter & { readonly today: string },
): Promise<readonly WorkItemRow[]> {
  const rows = await sql.rows<Item>(
    `with item as (${workItems} union all ${files})
     select id, "claimId", "payerId", kind, owner, opened_on::text as "openedOn", due_on::text as "dueOn", escalated,
       found, "canDo", waiting, "fileFound"
     from item
     where ($4::text is null or kind = $4) and ($5::text is null or owner = $5)
       and ($6::text is null or "payerId" = $6) and ($7::int is null or opened_on <= $8::date - $7::int)
     order by escalated desc, due_on, opened_on, place limit $3`,
    [
      tenant,
      partners.map(({ partnerId }) => partnerId),
      rowsShown,
      kind ?? null,
      owner ?? null,
      payerId ?? null,
      olderThanDays ?? null,
      today,
    ],
  );
  return rows.map(({ found, waiting, fileFound, ...item }) => ({
    ...item,
    found: fileFound ?? `${sql.vault.openText('work_item.found', found)}${waitingText(waiting)}`,
  }));
}

type Item = Omit<WorkItemRow, 'found'> & {
  readonly found: Uint8Array;
  /** Claims that wait for a partner; null for other questions. */
  readonly waiting: number | null;
  /** What was found about a file; null for other questions. */
  readonly fileFound: string | null;
};

function waitingText(claims: number | null): string {
  if (claims === null) return '';
  return claims === 1 ? ' 1 claim waits.' : ` ${claims} claims wait.`;
}

const workItems = `
  select w.id::text as id, claim_id as "claimId", payer_id as "payerId", kind, owner, w.opened_on, due_on, escalated,
    found, can_do as "canDo", w.id as place, null::text as "fileFound",
    case when w.partner is not null then (select count(*)::int from partner_wait where work_item_id = w.id) end
      as waiting
  from work_item w left join claim c on c.id = w.claim_id where w.tenant = $1 and closed_on is null`;

const files = `
  select 'file-' || id, null, null, 'file', 'BILLER', received_at::date, received_at::date, false,
    null, case when state = 'received' then 'Configure the partner again, or dismiss the file: '
      else 'Ask the partner to send it again, corrected; or read it again: claimloop file retry ' || id
        || '. Then: ' end
      || 'claimloop file dismiss ' || id || ' --reason TEXT', id,
    'file-' || id || ' from ' || partner_id || case
      when state = 'quarantined' then ' is quarantined: '
      when state = 'partly-read' then ' is posted in part: '
      else ' is not read, since the partner is no longer configured' end || coalesce(reason, '') || '.', null
  from inbound_file
  where tenant = $1 and (state in ('quarantined', 'partly-read')
    or (state = 'received' and not (partner_id = any($2::text[]))))`;
