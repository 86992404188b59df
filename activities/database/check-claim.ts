import { checkCoverage } from '../../domain/coverage/coverage.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { patientLiableEntry } from '../../domain/ledger/entries.ts';
import { correctedClaimOn } from '../../domain/policy/timely-filing.ts';
import { scrub, scrubQuestion } from '../../domain/scrub/scrub.ts';
import type { ActivityContext } from '../context.ts';
import type { CheckResult } from '../contract.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import { openBalances, post } from '../store/journal.ts';

/** Coverage, form and clocks of one version. A patient who is liable is charged, once for the version. */
export async function checkClaim(
  { database, benefits }: ActivityContext,
  { claimId, version, today }: { claimId: string; version: number; today: IsoDate },
): Promise<CheckResult> {
  const claim = await readClaim(database.sql, claimId, version);
  const { intake } = claim;
  const coverage = checkCoverage({ intake, benefits });
  if (coverage.kind === 'ask') return coverage;
  if (coverage.kind === 'patient-liable') {
    await database.inSqlTransaction(async (sql) => {
      const { payerCents } = await openBalances(sql, claimId);
      await post(sql, [patientLiableEntry({ claimId, version, amountCents: payerCents, on: today })]);
    });
    return coverage;
  }
  const question = scrubQuestion(scrub({ intake, today, timelyFilingOn: lastDayToSend(claim) }));
  return question ? { kind: 'ask', question } : { kind: 'ready' };
}

/** The filing limit of a claim that was never adjudicated; of one that was, the limit for replacements. */
function lastDayToSend({ paidOn, policy, timelyFilingOn }: StoredClaim): IsoDate {
  return paidOn ? correctedClaimOn(paidOn, policy.correctedClaimDays) : timelyFilingOn;
}
