import type { Fact } from '../../domain/claim/facts.ts';
import { type ClaimStatus, isClosed } from '../../domain/claim/status.ts';
import type { ActivityContext } from '../context.ts';
import type { Sql } from '../store/database.ts';
import type { OutboxFact } from './outbox.ts';

/** Facts that are read from the outbox at once. */
const batchSize = 100;

/** Milliseconds after which a call starts no further batch, so that it ends well before its timeout. */
const budgetMs = 60_000;

interface OutboxRow extends OutboxFact {
  readonly id: bigint;
}

/**
 * Signals the facts in the outbox to their claims, oldest first. A fact may be signaled twice: the claim recognizes it
 * by its key. `isMore` is true if another call has facts to signal.
 */
export async function signalClaims(context: ActivityContext): Promise<{ signaled: number; isMore: boolean }> {
  const { sql } = context.database;
  const begin = performance.now();
  for (let signaled = 0; ;) {
    if (performance.now() - begin > budgetMs) return { signaled, isMore: true };
    const rows = await sql.rows<OutboxRow>(
      `select id, claim_id as "claimId", fact from outbox_event where delivered_at is null order by id limit $1`,
      [batchSize],
    );
    if (rows.length === 0) return { signaled, isMore: false };
    signaled += await signalEach(context, rows);
  }
}

// All facts of a claim go in one call, so that the claim handles them in one workflow task.
async function signalEach(context: ActivityContext, rows: readonly OutboxRow[]): Promise<number> {
  const outcomes = new Map<bigint, 'signaled' | 'closed'>();
  try {
    for (const [claimId, ofClaim] of byClaim(rows)) {
      const facts = ofClaim.map(({ fact }) => fact);
      const outcome = await signal(context, claimId, facts);
      for (const { id } of ofClaim) outcomes.set(id, outcome);
    }
  } finally {
    // Record the claims that were signaled even if a later one failed: the retry skips them.
    await recordDelivery(context.database.sql, outcomes);
  }
  return outcomes.size;
}

function byClaim(rows: readonly OutboxRow[]): ReadonlyMap<string, readonly OutboxRow[]> {
  const groups = new Map<string, OutboxRow[]>();
  for (const row of rows) groups.set(row.claimId, [...(groups.get(row.claimId) ?? []), row]);
  return groups;
}

async function recordDelivery(sql: Sql, outcomes: ReadonlyMap<bigint, 'signaled' | 'closed'>): Promise<void> {
  if (outcomes.size === 0) return;
  await sql.rows(
    `update outbox_event set delivered_at = now(), outcome = t.outcome
     from unnest($1::bigint[], $2::text[]) as t (id, outcome) where outbox_event.id = t.id`,
    [[...outcomes.keys()], [...outcomes.values()]],
  );
}

/**
 * Signals a claim. One whose workflow is not open gets a new run when a remittance arrived, or when it is not closed
 * and its workflow is lost.
 */
async function signal(
  context: ActivityContext,
  claimId: string,
  facts: readonly Fact[],
): Promise<'signaled' | 'closed'> {
  if ((await context.claims.signal(claimId, facts)) === 'signaled') return 'signaled';
  const [known] = await context.database.sql.rows<{ status: ClaimStatus }>(
    'select status from claim_standing where claim_id = $1',
    [claimId],
  );
  if (!known || (isClosed(known.status) && !facts.some(({ kind }) => kind === 'adjudicated'))) return 'closed';
  await context.claims.resume(claimId, facts);
  return 'signaled';
}
