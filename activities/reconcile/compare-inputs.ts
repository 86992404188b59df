import type { ActivityContext } from '../context.ts';
import type { Difference } from '../reconcile-contract.ts';
import type { StoredState } from '../standing-contract.ts';
import { tenant } from '../store/rows.ts';

/** Inputs of people that could not be stored when they were applied. */
export async function compareInputs({ database: { sql } }: ActivityContext): Promise<readonly Difference[]> {
  const rows = await sql.rows<{ claimId: string; state: Uint8Array }>(
    `select s.claim_id as "claimId", s.state from claim_standing s join claim c on c.id = s.claim_id
     where c.tenant = $1 and s.unstored_inputs > 0 and s.state is not null order by s.claim_id`,
    [tenant],
  );
  return rows.flatMap(({ claimId, state }) =>
    sql.vault.openJson<StoredState>('claim_standing.state', state).unstoredInputs.map(({ kind, at, by }) => ({
      ...{ kind: 'input-unstored' as const, claimId, partnerId: null, isRepaired: false },
      found: `The text of ${kind} by ${by ?? 'somebody'} of ${at} on claim ${claimId} is not stored.`,
    })),
  );
}
