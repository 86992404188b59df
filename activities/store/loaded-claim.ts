import type { Fact } from '../../domain/claim/facts.ts';
import type { Counters, StoredState } from '../standing-contract.ts';
import { permanent } from '../failures.ts';
import type { Sql } from './database.ts';

/** Keys that a claim's state keeps at most; older facts are behind it. */
const keysKept = 500;
/** Facts at most that a claim is told again. */
const factsRead = 300;

/** What a claim's workflow stored last. Throws `unknown-claim`. */
export async function readState(
  sql: Sql,
  claimId: string,
): Promise<{ readonly state: StoredState | null; readonly runId: string }> {
  const [row] = await sql.rows<{ state: Uint8Array | null; runId: string }>(
    'select state, run_id as "runId" from claim_standing where claim_id = $1',
    [claimId],
  );
  if (!row) throw permanent('unknown-claim');
  const { state, runId } = row;
  return { state: state && sql.vault.openJson<StoredState>('claim_standing.state', state), runId };
}

/** The highest numbers that the tables have of a claim. */
export async function readCounters(sql: Sql, claimId: string): Promise<Counters> {
  const [counters] = await sql.rows<Counters>(counting, [claimId]);
  if (!counters) throw permanent('unknown-claim');
  return counters;
}

const counting = `
  with newest_cycle as (
    select coalesce(max(cycle), 1) as cycle from statement where claim_id = $1 and sent_at is not null
  )
  select
    coalesce(max(v.version), 1) as version,
    (count(*) filter (where v.correction_id like 'rule:%'))::int as "automaticCorrections",
    coalesce((select max(substring(key from '^signal-(\\d+)$')::int) from claim_input where claim_id = $1), 0)
      as signals,
    coalesce((select max(substring(key from ':(\\d+)$')::int) from work_item where claim_id = $1), 0) as questions,
    coalesce((select max(substring(key from ':(\\d+)$')::int) from activity_result
      where key like 'write-off:' || $1 || ':' || $1 || ':%'), 0) as "writeOffs",
    coalesce((select max(submission) from outbound_interchange where claim_id = $1 and sent_at is not null), 0)
      as submissions,
    (select claim_version from outbound_interchange where claim_id = $1 and sent_at is null
      order by submission desc limit 1) as "unsentVersion",
    (select cycle from newest_cycle) as cycle,
    coalesce((select max(number) from statement s, newest_cycle n
      where claim_id = $1 and s.cycle = n.cycle and sent_at is not null), 0) as statements,
    (select max(issued_on)::text from statement s, newest_cycle n
      where claim_id = $1 and s.cycle = n.cycle and sent_at is not null) as "lastStatementOn",
    coalesce((select max(placement) from placement
      where claim_id = $1 and kind = 'placement' and sent_at is not null), 0) as placements,
    (select max(made_on)::text from placement where claim_id = $1 and kind = 'placement' and sent_at is not null)
      as "placedOn"
  from claim_version v where v.claim_id = $1`;

/** Facts that were signaled to a claim, and that its stored state does not know, oldest first. */
export async function missedFacts(sql: Sql, claimId: string, state: StoredState | null): Promise<readonly Fact[]> {
  const rows = await sql.rows<{ fact: Fact }>(
    `select fact from (
       select o.id, fact from outbox_event o join claim_standing s on s.claim_id = o.claim_id
       where o.claim_id = $1 and delivered_at is not null and coalesce(outcome, '') <> 'overtaken'
         and not (fact ->> 'key' = any($2::text[]))
         and ($3::bool or delivered_at > s.written_at - interval '1 day')
       order by o.id desc limit $4
     ) newest order by id`,
    [claimId, state?.seen ?? [], (state?.seen.length ?? 0) < keysKept, factsRead],
  );
  return rows.map(({ fact }) => fact);
}
