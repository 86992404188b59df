import { assertNever } from '../../domain/assert-never.ts';
import type { ActivityContext, RunningClaim } from '../context.ts';
import type { Difference, Reconciling, Reconciliation } from '../reconcile-contract.ts';
import { signalWaiting } from '../files/signal-claims.ts';
import { compareBooks, compareOutbox } from './compare-books.ts';
import { compareInputs } from './compare-inputs.ts';
import { compareMailboxes } from './compare-mailboxes.ts';
import { compareWorkflows } from './compare-workflows.ts';

/**
 * Compares PostgreSQL with Temporal and the partners' mailboxes. A repair starts claims that no workflow works on where
 * they stood, has workflows store again where they stand, asks who owes on closed claims with a balance, and
 * signals what is undelivered. It sends nothing itself, and what a claim knows already changes nothing.
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
    ...(await compareInputs(context)),
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
    differences.push({ ...difference, isRepaired: await isRepairedNow(context, difference) });
  }
  if (found.some(({ kind }) => kind === 'undelivered')) await signalWaiting(context);
  return differences;
}

async function isRepairedNow({ claims }: ActivityContext, { kind, claimId }: Difference): Promise<boolean> {
  if (claimId === null) return false;
  switch (kind) {
    case 'lost':
    case 'closed-with-balance':
      await claims.resume(claimId, []);
      return true;
    case 'behind':
    case 'input-unstored':
      return claims.storeStanding(claimId);
    case 'undelivered':
      return true;
    // PostgreSQL was restored or replaced: its charges, payments and files are missing too.
    case 'unstored':
    case 'unacknowledged':
    case 'not-fetched':
    case 'unreachable':
      return false;
    default:
      return assertNever(kind);
  }
}
