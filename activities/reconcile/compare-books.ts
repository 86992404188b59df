import { cents, dollars } from '../../domain/money.ts';
import type { ActivityContext, RunningClaim } from '../context.ts';
import type { Difference } from '../reconcile-contract.ts';
import { tenant } from '../store/rows.ts';

/** Claims that are closed with an open balance, and claims whose payer is overdue with its acknowledgment. */
export async function compareBooks(
  context: ActivityContext,
  running: ReadonlyMap<string, RunningClaim>,
): Promise<readonly Difference[]> {
  return [...(await closedWithBalance(context, running)), ...(await unacknowledged(context))];
}

async function closedWithBalance(
  { database }: ActivityContext,
  running: ReadonlyMap<string, RunningClaim>,
): Promise<readonly Difference[]> {
  const rows = await database.sql.rows<{ claimId: string; status: string; total: number }>(
    `select b.claim_id as "claimId", s.status, sum(b.amount)::float8 as total
     from (
       select b.claim_id, b.account, sum(b.amount_cents) as amount
       from claim_standing s join claim c on c.id = s.claim_id join claim_balance b on b.claim_id = s.claim_id
       where s.status in ('SETTLED', 'WRITTEN_OFF', 'WITHDRAWN') and c.tenant = $1
         and (b.account like 'receivable:%' or b.account like 'credits:%')
       group by b.claim_id, b.account having sum(b.amount_cents) <> 0
     ) b join claim_standing s on s.claim_id = b.claim_id
     group by b.claim_id, s.status order by b.claim_id`,
    [tenant],
  );
  return rows
    .filter(({ claimId }) => !running.has(claimId))
    .map(({ claimId, status, total }) => ({
      ...{ kind: 'closed-with-balance' as const, claimId, partnerId: null, isRepaired: false },
      found: `Claim ${claimId} is closed (${status}), and its ledger has ${dollars(cents(total))} open.`,
    }));
}

async function unacknowledged({ database, today }: ActivityContext): Promise<readonly Difference[]> {
  const rows = await database.sql.rows<{ claimId: string; partnerId: string; sentOn: string; dueOn: string }>(
    `select s.claim_id as "claimId", o.partner_id as "partnerId", to_char(o.sent_at, 'YYYY-MM-DD') as "sentOn",
       s.due_on::text as "dueOn"
     from claim_standing s join lateral (
       select * from outbound_interchange where claim_id = s.claim_id order by submission desc limit 1
     ) o on true
     where o.tenant = $1 and s.status = 'SUBMITTED' and s.due_on < $2::date and o.sent_at is not null
       and not exists (select from acknowledgment a where a.claim_id = s.claim_id and a.submission = o.submission)
     order by s.claim_id`,
    [tenant, today()],
  );
  return rows.map(({ claimId, partnerId, sentOn, dueOn }) => ({
    ...{ kind: 'unacknowledged' as const, claimId, partnerId, isRepaired: false },
    found: `Claim ${claimId} was sent to ${partnerId} on ${sentOn}; its acknowledgment was due on ${dueOn}.`,
  }));
}

/** Facts that wait longer than a visit to a partner takes. */
export async function compareOutbox({ database }: ActivityContext): Promise<readonly Difference[]> {
  const rows = await database.sql.rows<{ claimId: string; facts: number; since: string }>(
    `select claim_id as "claimId", count(*)::int as facts, to_char(min(noted_at), 'YYYY-MM-DD HH24:MI') as since
     from outbox_event where tenant = $1 and delivered_at is null and noted_at < now() - interval '1 minute'
     group by claim_id order by claim_id`,
    [tenant],
  );
  return rows.map(({ claimId, facts, since }) => ({
    ...{ kind: 'undelivered' as const, claimId, partnerId: null, isRepaired: false },
    found: `${facts === 1 ? '1 fact' : `${facts} facts`} about claim ${claimId} wait since ${since}.`,
  }));
}
