import type { IsoDate } from '../../domain/dates.ts';
import { canDoAbout, foundAbout, type PartnerSubject, type PartnerTrouble } from '../../domain/partner-trouble.ts';
import type { Sql } from './database.ts';
import { only, tenant } from './rows.ts';

/** An open question about a partner. */
export interface PartnerItem {
  readonly id: bigint;
  readonly partner: PartnerSubject;
  readonly trouble: PartnerTrouble;
}

/**
 * Opens the question about a partner, or finds the one that is open: one for all claims. Notes that the claim waits for
 * it. One that nobody answered by its due day is escalated. Run it in a transaction. Returns its id.
 */
export async function recordPartnerItem(
  sql: Sql,
  asked: {
    readonly partner: PartnerSubject;
    readonly trouble: PartnerTrouble;
    readonly claimId: string | null;
    readonly today: IsoDate;
  },
): Promise<bigint> {
  const { claimId } = asked;
  const id = (await openItem(sql, asked)) ?? (await makeItem(sql, asked));
  if (claimId !== null)
    await sql.rows('insert into partner_wait (work_item_id, claim_id) values ($1, $2) on conflict do nothing', [
      id,
      claimId,
    ]);
  return id;
}

type Asked = Omit<Parameters<typeof recordPartnerItem>[1], 'claimId'>;

/** The open question; undefined when there is none, or when it is to be escalated. */
async function openItem(sql: Sql, { partner, trouble, today }: Asked): Promise<bigint | undefined> {
  const [item] = await sql.rows<{ id: bigint }>(
    `select id from work_item where tenant = $1 and partner = $2 and category = $3 and closed_on is null
       and (escalated or due_on >= $4::date)`,
    [tenant, partner, trouble, today],
  );
  return item?.id;
}

async function makeItem(sql: Sql, { partner, trouble, today }: Asked): Promise<bigint> {
  const rows = await sql.rows<{ id: bigint }>(
    `insert into work_item (tenant, key, kind, owner, category, opened_on, due_on, found, can_do, partner)
     select $1, 'partner:' || $2 || ':' || $3 || ':' || count(*) + 1, 'partner', 'OPERATOR', $3, $4::date, $4::date, $5,
       $6, $2
     from work_item where tenant = $1 and partner = $2 and category = $3
     on conflict (tenant, partner, category) where closed_on is null and partner is not null
       do update set escalated = true
     returning id`,
    [
      ...[tenant, partner, trouble, today],
      sql.vault.seal('work_item.found', foundAbout(trouble, partner)),
      canDoAbout(trouble, partner),
    ],
  );
  return only(rows).id;
}

/** The open questions about partners. */
export function openPartnerItems(sql: Sql): Promise<readonly PartnerItem[]> {
  return sql.rows<PartnerItem>(
    `select id, partner, category as trouble from work_item
     where tenant = $1 and partner is not null and closed_on is null`,
    [tenant],
  );
}

/**
 * Closes questions about partners and puts a fact for each claim that waits into the outbox. Run it in a transaction.
 * Returns the number of those claims; one that is closed already wakes nobody.
 */
export async function closePartnerItems(
  sql: Sql,
  answer: {
    readonly ids: readonly bigint[];
    readonly how: string;
    readonly by: string | null;
    readonly today: IsoDate;
  },
): Promise<number> {
  const { ids, how, by, today } = answer;
  const woken = await sql.rows(
    `with closed as (
       update work_item set closed_on = $2::date, how = $3, closed_by = $4
       where id = any($1::bigint[]) and closed_on is null returning id),
     waiting as (delete from partner_wait w using closed c where w.work_item_id = c.id returning w.*)
     insert into outbox_event (tenant, dedupe_key, claim_id, fact)
     select $5, claim_id || ':partner-' || work_item_id, claim_id, jsonb_build_object('kind', 'partnerAnswered',
       'key', 'partner-' || work_item_id, 'on', $2::date::text, 'workItemId', work_item_id::text)
     from waiting on conflict (tenant, dedupe_key) do nothing returning id`,
    [ids, today, sql.vault.seal('work_item.how', how), by, tenant],
  );
  return woken.length;
}
