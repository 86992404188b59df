import type { Fact } from '../../domain/claim/facts.ts';
import { type ClaimStatus, isClosed } from '../../domain/claim/status.ts';
import type { ActivityContext } from '../context.ts';
import { reached } from '../failpoints.ts';
import { pause } from '../pause.ts';
import type { Sql } from '../store/database.ts';
import type { OutboxFact } from './outbox.ts';

/** Facts that are read from the outbox at once. */
const batchSize = 100;

/** Milliseconds between two looks into an empty outbox. */
const pollMs = 250;

/** Workflow tasks that may wait for a worker while more claims are signaled: new claims wait behind them. */
const mostWaitingTasks = 100;

interface OutboxRow extends OutboxFact {
  readonly id: bigint;
}

/** Signals the facts in the outbox to their claims, and waits for more, until the activity is canceled. */
export async function signalClaims(context: ActivityContext): Promise<never> {
  for (;;) {
    const signaled = await signalWaiting(context, async () => {
      do await pause(pollMs);
      while ((await context.claims.waitingTasks()) > mostWaitingTasks);
    });
    if (signaled > 0) await reached('after-commit');
    await pause(pollMs);
  }
}

/**
 * Signals the facts that are in the outbox to their claims, oldest first, and returns their number. A fact may be
 * signaled twice: the claim recognizes it by its key. A claim that fails does not stop the others: the first error is
 * thrown at the end. `pace` runs before each further batch.
 */
export async function signalWaiting(context: ActivityContext, pace?: () => Promise<void>): Promise<number> {
  const { sql } = context.database;
  const errors: unknown[] = [];
  let signaled = 0;
  for (let after = 0n; ;) {
    const rows = await sql.rows<OutboxRow>(
      `select id, claim_id as "claimId", fact from outbox_event where delivered_at is null and id > $1
       order by id limit $2`,
      [after, batchSize],
    );
    signaled += await signalEach(context, rows, errors);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < batchSize) break;
    await pace?.();
  }
  if (errors.length > 0) throw errors[0];
  return signaled;
}

// All facts of a claim go in one call, so that the claim handles them in one workflow task.
async function signalEach(context: ActivityContext, rows: readonly OutboxRow[], errors: unknown[]): Promise<number> {
  const outcomes = new Map<bigint, 'signaled' | 'closed'>();
  for (const [claimId, ofClaim] of byClaim(rows)) {
    const facts = ofClaim.map(({ fact }) => fact);
    try {
      const outcome = await signal(context, claimId, facts);
      for (const { id } of ofClaim) outcomes.set(id, outcome);
    } catch (error) {
      errors.push(error);
    }
  }
  await recordDelivery(context.database.sql, outcomes);
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
