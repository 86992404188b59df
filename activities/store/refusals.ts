import type { IsoDate } from '../../domain/dates.ts';
import type { Problem } from '../../domain/schema/problems.ts';
import type { RefusedClaim } from '../contract.ts';
import type { Sql } from './database.ts';
import { tenant } from './rows.ts';

/** What is stored as the state of a patient file that was refused. */
export interface RefusedState {
  readonly problems: readonly Problem[];
}

/**
 * Stores the standing of a patient file that was refused, so that it is listed and shown. Changes nothing if a claim
 * has that id.
 */
export async function saveRefusal(
  sql: Sql,
  { why, problems }: RefusedClaim,
  { claimId, runId, today }: { readonly claimId: string; readonly runId: string; readonly today: IsoDate },
): Promise<void> {
  const { vault } = sql;
  const state: RefusedState = { problems };
  await sql.rows(
    `with standing as (
       insert into claim_standing (claim_id, tenant, status, owner, next, balance_cents, payer_id, run_id, state)
       values ($1, $2, 'REFUSED', 'NONE', $3, 0, '', $4, $5)
       on conflict (claim_id) do update set next = excluded.next, run_id = excluded.run_id, state = excluded.state,
         opened_at = now(), written_at = now()
       where claim_standing.status = 'REFUSED' returning claim_id
     )
     insert into claim_timeline (claim_id, ordinal, "on", at, status, what)
     select claim_id, 0, $6::date, now(), 'REFUSED', $7 from standing
     on conflict (claim_id, ordinal) do update set "on" = excluded."on", at = excluded.at, what = excluded.what`,
    [
      ...[claimId, tenant, vault.seal('claim_standing.next', why), runId],
      ...[vault.sealJson('claim_standing.state', state), today, vault.seal('claim_timeline.what', why)],
    ],
  );
}
