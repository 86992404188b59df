import type { StandingRecord } from '../standing-contract.ts';
import type { Sql } from './database.ts';

/**
 * Stores where a claim stands and the new lines of its timeline, in one statement. A record with a lower revision than
 * the stored one changes nothing. Lines of an attempt whose workflow task was lost are replaced.
 */
export async function saveStanding(sql: Sql, { runId, state, lines }: StandingRecord): Promise<void> {
  const { claimId, status, owner, next, dueOn, balanceCents, denialCategory, payerId, revision } = state;
  const first = state.lines - lines.length;
  const { vault } = sql;
  await sql.rows(saving, [
    ...[
      claimId,
      status,
      owner,
      vault.seal('claim_standing.next', next),
      dueOn,
      balanceCents,
      denialCategory,
      payerId,
      revision,
      runId,
    ],
    ...[vault.sealJson('claim_standing.state', state), state.lines],
    lines.map((_, index) => first + index),
    lines.map(({ on }) => on),
    lines.map(({ at }) => at),
    lines.map((line) => line.status),
    lines.map(({ what }) => vault.seal('claim_timeline.what', what).toString('hex')),
    state.unstoredInputs.length,
  ]);
}

const saving = `
  with kept as (
    update claim_standing
    set status = $2, owner = $3, next = $4, due_on = $5::date, balance_cents = $6::bigint, denial_category = $7,
      payer_id = $8, unstored_inputs = $18::int, revision = $9::bigint, run_id = $10, state = $11, written_at = now()
    where claim_id = $1 and revision <= $9::bigint returning claim_id
  ), dropped as (
    delete from claim_timeline t using kept where t.claim_id = kept.claim_id and t.ordinal >= $12::int
  )
  insert into claim_timeline (claim_id, ordinal, "on", at, status, what)
  select kept.claim_id, l.ordinal, l.day, l.at, l.status, decode(l.sealed, 'hex')
  from kept, unnest($13::int[], $14::date[], $15::timestamptz[], $16::text[], $17::text[])
    as l (ordinal, day, at, status, sealed)
  on conflict (claim_id, ordinal) do update
    set "on" = excluded."on", at = excluded.at, status = excluded.status, what = excluded.what`;
