import type { Fact } from '../../domain/claim/facts.ts';
import type { Sql } from '../store/database.ts';
import { tenant } from '../store/rows.ts';

/** A fact, and the claim that must be told. */
export interface Telling {
  readonly claimId: string;
  readonly fact: Fact;
}

/** Notes, in the transaction that posts, which claims must be told, in this order. Once for the fact's key. */
export async function tellLater(sql: Sql, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return;
  await sql.rows(
    `insert into outbox_event (tenant, dedupe_key, claim_id, fact)
     select $1, claim_id || ':' || (fact ->> 'key'), claim_id, fact
     from unnest($2::text[], $3::jsonb[]) with ordinality as t (claim_id, fact, place) order by place
     on conflict (tenant, dedupe_key) do nothing`,
    [tenant, tellings.map(({ claimId }) => claimId), tellings.map(({ fact }) => JSON.stringify(fact))],
  );
}
