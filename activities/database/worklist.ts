import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';
import type { Worklist, WorkItemRow, WorklistFilter } from '../worklist-contract.ts';
import { adviceText, type FileQuestion, fileQuestions, foundText } from './file-questions.ts';

/** Maximum rows about claims, and of all others: a terminal shows no more. */
const rowsShown = 500;

/**
 * Open questions, the most urgent first: those that nobody answered in time, then by due day. Stored files that need a
 * person are among them, and files that nobody reads, since their partner is no longer configured. However many other
 * questions there are, they hide none about a claim.
 */
export async function openItems(
  sql: Sql,
  partners: readonly TradingPartner[],
  { kind, owner, payerId, olderThanDays, today }: WorklistFilter & { readonly today: string },
): Promise<Worklist> {
  const rows = await sql.rows<Item>(
    `with item as (${workItems} union all ${files}),
     ranked as (
       select *, row_number() over (partition by "claimId" is null order by ${urgency}) as nth,
         count(*) over ()::int as total
       from item
       where ($4::text is null or kind = $4) and ($5::text is null or owner = $5)
         and ($6::text is null or "payerId" = $6) and ($7::int is null or opened_on <= $8::date - $7::int)
     )
     select id, "claimId", "payerId", kind, owner, opened_on::text as "openedOn", due_on::text as "dueOn", escalated,
       found, "canDo", waiting, question, total
     from ranked where nth <= $3 order by ${urgency}`,
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
  return { total: rows[0]?.total ?? 0, items: rows.map((row) => itemOf(sql, row)) };
}

type Item = Omit<WorkItemRow, 'found' | 'files'> & {
  /** Encrypted; null for a question about files. */
  readonly found: Uint8Array | null;
  /** Claims that wait for a partner; null for other questions. */
  readonly waiting: number | null;
  readonly question: FileQuestion | null;
  readonly total: number;
};

function waitingText(claims: number | null): string {
  if (claims === null) return '';
  return claims === 1 ? ' 1 claim waits.' : ` ${claims} claims wait.`;
}

function itemOf({ vault }: Sql, { found, waiting, question, total: _, ...item }: Item): WorkItemRow {
  if (!question) return { ...item, found: `${vault.openText('work_item.found', found)}${waitingText(waiting)}` };
  return { ...item, found: foundText(question), canDo: adviceText(question), files: question.files };
}

const urgency = 'escalated desc, due_on, opened_on, place';

const workItems = `
  select w.id::text as id, w.claim_id as "claimId", payer_id as "payerId", kind, w.owner, w.opened_on, w.due_on,
    escalated, found, can_do as "canDo", w.id as place,
    case when w.partner is not null then (select count(*)::int from partner_wait where work_item_id = w.id) end
      as waiting, null::json as question
  from work_item w left join claim_standing s on s.claim_id = w.claim_id where w.tenant = $1 and closed_on is null`;

const files = `
  select 'file-' || id, null, null, 'file', 'BILLER', received_on, due_on, false, null, '', id, null, question
  from (${fileQuestions}) as file_question`;
