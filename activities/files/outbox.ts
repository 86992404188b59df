import type { Fact } from '../../domain/claim/facts.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';

/** A fact to be signaled to a claim. */
export interface OutboxFact {
  readonly claimId: string;
  readonly fact: Fact;
}

/** Adds facts to the outbox in order, in the transaction that posts them. Skips a fact whose key exists. */
export async function addToOutbox(sql: Sql, facts: readonly OutboxFact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql.rows(
    `insert into outbox_event (tenant, dedupe_key, claim_id, fact)
     select $1, claim_id || ':' || (fact ->> 'key'), claim_id, fact
     from unnest($2::text[], $3::jsonb[]) with ordinality as t (claim_id, fact, place) order by place
     on conflict (tenant, dedupe_key) do nothing`,
    [tenant, facts.map(({ claimId }) => claimId), facts.map(({ fact }) => JSON.stringify(fact))],
  );
}
