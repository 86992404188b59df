import { setTimeout as pause } from 'node:timers/promises';
import { type ClaimStatus, isClosed } from '../../domain/claim/status.ts';
import type { ActivityContext, RunningClaim } from '../context.ts';
import type { Difference } from '../reconcile-contract.ts';
import { tenant } from '../store/rows.ts';

type Running = ReadonlyMap<string, RunningClaim>;

/** Milliseconds after which a difference is looked at again: a claim that is just moving differs for a moment. */
const secondLookMs = 2_000;

/** Compares the stored standings with the workflows that run. */
export async function compareWorkflows(context: ActivityContext, running: Running): Promise<readonly Difference[]> {
  const stored = await storedStatuses(context);
  const suspects = [
    ...[...stored]
      .filter(([claimId, status]) => !isClosed(status) && !running.has(claimId))
      .map(([claimId]) => claimId),
    ...[...running.values()]
      .filter(({ claimId, status }) => stored.get(claimId) !== status)
      .map(({ claimId }) => claimId),
  ];
  if (suspects.length === 0) return [];
  await pause(secondLookMs);
  const now = await storedStatuses(context, suspects);
  const differences: Difference[] = [];
  for (const claimId of suspects) {
    const difference = differenceOf(claimId, now.get(claimId), await context.claims.statusOf(claimId));
    if (difference) differences.push(difference);
  }
  return differences;
}

/** `running` is the status that the claim's workflow gives; undefined if none is open. */
function differenceOf(
  claimId: string,
  stored: ClaimStatus | undefined,
  running: ClaimStatus | undefined,
): Difference | undefined {
  const about = { claimId, partnerId: null, isRepaired: false };
  if (stored === undefined) {
    if (running === undefined || isClosed(running)) return undefined;
    const found = `The workflow of claim ${claimId} runs (${running}), and PostgreSQL has no such claim.`;
    return { ...about, kind: 'unstored', found };
  }
  if (running === undefined) {
    if (isClosed(stored)) return undefined;
    return { ...about, kind: 'lost', found: `Claim ${claimId} is ${stored}, and no workflow works on it.` };
  }
  if (running === stored) return undefined;
  const found = `Claim ${claimId} is ${stored} in PostgreSQL, and ${running} in its workflow.`;
  return { ...about, kind: 'behind', found };
}

async function storedStatuses(
  { database }: ActivityContext,
  claimIds?: readonly string[],
): Promise<ReadonlyMap<string, ClaimStatus>> {
  const rows = await database.sql.rows<{ claimId: string; status: ClaimStatus }>(
    `select s.claim_id as "claimId", s.status from claim_standing s join claim c on c.id = s.claim_id
     where c.tenant = $1 and ($2::text[] is null or s.claim_id = any($2::text[]))`,
    [tenant, claimIds ?? null],
  );
  return new Map(rows.map(({ claimId, status }) => [claimId, status]));
}
