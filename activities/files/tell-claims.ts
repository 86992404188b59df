import type { Fact } from '../../domain/claim/facts.ts';
import type { ActivityContext } from '../context.ts';
import type { Sql } from '../store/database.ts';
import { openBalances } from '../store/journal.ts';
import { keepWorkItem } from '../store/work-items.ts';
import type { Telling } from './tell-later.ts';

/** Claims told between two looks at the outbox. */
const batch = 100;

/** Milliseconds after which one call ends, whatever is left: it ends well before its timeout. */
const budgetMs = 60_000;

interface Waiting extends Telling {
  readonly id: bigint;
}

/**
 * Tells claims what is noted for them, in the order it was noted. Telling may repeat: a claim knows a fact by its key.
 * Money for a claim that is closed becomes a person's task when it leaves something open.
 */
export async function tellClaims(context: ActivityContext): Promise<{ told: number; isMore: boolean }> {
  const { sql } = context.database;
  const begin = performance.now();
  for (let told = 0; ;) {
    if (performance.now() - begin > budgetMs) return { told, isMore: true };
    const waiting = await sql.rows<Waiting>(
      `select id, claim_id as "claimId", fact from outbox_event where delivered_at is null order by id limit $1`,
      [batch],
    );
    if (waiting.length === 0) return { told, isMore: false };
    told += await tellEach(context, waiting);
  }
}

// What one claim is told of, it is told at once: it acts on all of it in one step.
async function tellEach(context: ActivityContext, waiting: readonly Waiting[]): Promise<number> {
  const outcomes = new Map<bigint, 'told' | 'gone'>();
  try {
    for (const [claimId, events] of byClaim(waiting)) {
      const facts = events.map(({ fact }) => fact);
      const outcome = await context.tellClaim(claimId, facts);
      if (outcome === 'gone') await askAboutClosedClaim(context, claimId, facts);
      for (const { id } of events) outcomes.set(id, outcome);
    }
  } finally {
    // Also when one could not be told: those before it are not told again.
    await noteTold(context.database.sql, outcomes);
  }
  return outcomes.size;
}

function byClaim(waiting: readonly Waiting[]): ReadonlyMap<string, readonly Waiting[]> {
  const groups = new Map<string, Waiting[]>();
  for (const event of waiting) groups.set(event.claimId, [...(groups.get(event.claimId) ?? []), event]);
  return groups;
}

async function noteTold(sql: Sql, outcomes: ReadonlyMap<bigint, 'told' | 'gone'>): Promise<void> {
  if (outcomes.size === 0) return;
  await sql.rows(
    `update outbox_event set delivered_at = now(), outcome = t.outcome
     from unnest($1::bigint[], $2::text[]) as t (id, outcome) where outbox_event.id = t.id`,
    [[...outcomes.keys()], [...outcomes.values()]],
  );
}

async function askAboutClosedClaim(
  { database: { sql }, today }: ActivityContext,
  claimId: string,
  facts: readonly Fact[],
): Promise<void> {
  const payment = facts.find(({ kind }) => kind === 'adjudicated');
  if (!payment) return;
  const { payerCents, patientCents, agencyCents } = await openBalances(sql, claimId);
  if (payerCents === 0 && patientCents === 0 && agencyCents === 0) return;
  await keepWorkItem(sql, {
    key: `${claimId}:late:${payment.key}`,
    claimId,
    kind: 'late-remittance',
    owner: 'BILLER',
    openedOn: today(),
    dueOn: today(),
    found:
      `A remittance came after the claim was closed and leaves ${payerCents} cents with the payer, ` +
      `${patientCents} with the patient.`,
    canDo: 'Look at the remittance; send the claim anew under another externalId, or correct the books.',
  });
}
