import type { Fact } from '../../domain/claim/facts.ts';
import { dollars } from '../../domain/money.ts';
import type { ActivityContext } from '../context.ts';
import type { Sql } from '../store/database.ts';
import { openBalances } from '../store/journal.ts';
import { recordWorkItem } from '../store/work-items.ts';
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
 * by its key. A remittance for a closed claim opens a work item if a balance is open. `isMore` is true if another call
 * has facts to signal.
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
      const outcome = await context.signalClaim(claimId, facts);
      if (outcome === 'closed') await askAboutClosedClaim(context, claimId, facts);
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

async function askAboutClosedClaim(
  { database: { sql }, today }: ActivityContext,
  claimId: string,
  facts: readonly Fact[],
): Promise<void> {
  const payment = facts.find(({ kind }) => kind === 'adjudicated');
  if (!payment) return;
  const { payerCents, patientCents, agencyCents } = await openBalances(sql, claimId);
  if (payerCents === 0 && patientCents === 0 && agencyCents === 0) return;
  await recordWorkItem(sql, {
    key: `${claimId}:late:${payment.key}`,
    claimId,
    kind: 'late-remittance',
    owner: 'BILLER',
    openedOn: today(),
    dueOn: today(),
    found:
      `A remittance arrived after the claim was closed. Open balances: payer ${dollars(payerCents)}, ` +
      `patient ${dollars(patientCents)}, agency ${dollars(agencyCents)}.`,
    canDo: 'Check the remittance. Start the claim again under another externalId, or correct the ledger.',
  });
}
