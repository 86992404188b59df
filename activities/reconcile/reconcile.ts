import type { ActivityContext, RunningClaim } from '../context.ts';
import type { Difference, Reconciling, Reconciliation } from '../reconcile-contract.ts';
import { signalClaims } from '../files/signal-claims.ts';
import { compareBooks, compareOutbox } from './compare-books.ts';
import { compareMailboxes } from './compare-mailboxes.ts';
import { compareWorkflows } from './compare-workflows.ts';

/**
 * Compares PostgreSQL with Temporal and the partners' mailboxes. A repair starts claims that no workflow works on where
 * they stood, asks who owes on closed claims with a balance, and signals what is undelivered. It sends nothing itself,
 * and what a claim knows already changes nothing.
 */
export async function reconcile(
  context: ActivityContext,
  { isRepairing, withMailboxes }: Reconciling,
): Promise<Reconciliation> {
  const running = new Map<string, RunningClaim>();
  for await (const claim of context.claims.running()) running.set(claim.claimId, claim);
  const claims = await countClaims(context);
  const found = [
    ...(await compareWorkflows(context, running)),
    ...(await compareBooks(context, running)),
    ...(await compareOutbox(context)),
    ...(withMailboxes ? await compareMailboxes(context) : []),
  ];
  const differences = isRepairing ? await repair(context, found) : found;
  return { claims, workflows: running.size, differences };
}

async function countClaims({ database }: ActivityContext): Promise<number> {
  const [row] = await database.sql.rows<{ claims: number }>('select count(*)::int as claims from claim');
  return row?.claims ?? 0;
}

async function repair(context: ActivityContext, found: readonly Difference[]): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const difference of found) {
    const { kind, claimId } = difference;
    const isResumable = claimId !== null && (kind === 'lost' || kind === 'closed-with-balance');
    if (isResumable) await context.claims.resume(claimId, []);
    differences.push({ ...difference, isRepaired: isResumable || kind === 'undelivered' });
  }
  if (found.some(({ kind }) => kind === 'undelivered')) while ((await signalClaims(context)).isMore);
  return differences;
}
