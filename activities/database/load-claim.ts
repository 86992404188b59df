import type { ActivityContext } from '../context.ts';
import type { LoadedClaim, OpenedClaim } from '../standing-contract.ts';
import { sendAsOf } from '../../domain/claim/send-as.ts';
import { chargeOf } from '../claims/intake.ts';
import { permanent } from '../failures.ts';
import { readClaim } from '../store/claims.ts';
import { missedFacts, readCounters, readState } from '../store/loaded-claim.ts';
import { once } from '../store/results.ts';
import { hashOf } from '../store/rows.ts';
import { debtorOf } from './money.ts';

/** Reads what a new run of a stored claim continues from. The same run gets the same answer again. */
export async function loadClaim(
  { database }: ActivityContext,
  { claimId, runId }: { readonly claimId: string; readonly runId: string },
): Promise<LoadedClaim> {
  const made = await once(
    database,
    { key: `load:${claimId}:${runId}`, inputs: { claimId, runId } },
    async (tx): Promise<LoadedClaim> => {
      const first = await readClaim(tx, claimId, 1);
      const newest = await readClaim(tx, claimId);
      const { intake, payerId, timelyFilingOn, policy } = first;
      const intakeSha256 = hashOf(intake);
      const debtor = await debtorOf(tx, { claimId, policy });
      const filed = { claimId, intakeSha256, payerId, timelyFilingOn, policy, chargedCents: chargeOf(intake) };
      const opened: OpenedClaim = {
        kind: 'opened',
        ...filed,
        debtor,
        sendAs: sendAsOf(newest.intake.claim.claimFrequencyCode),
      };
      const { state } = await readState(tx, claimId);
      const [counters, missed] = [await readCounters(tx, claimId), await missedFacts(tx, claimId, state)];
      return { kind: 'loaded', opened, state, counters, missed };
    },
  );
  if (made.kind === 'conflict') throw permanent('conflicting-inputs');
  return made.value;
}
