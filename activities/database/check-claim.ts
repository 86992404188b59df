import { checkCoverage } from '../../domain/coverage/coverage.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { patientLiableEntry } from '../../domain/ledger/entries.ts';
import { correctedClaimOn } from '../../domain/policy/timely-filing.ts';
import { scrub, scrubQuestion } from '../../domain/scrub/scrub.ts';
import type { ActivityContext } from '../context.ts';
import type { CheckResult } from '../contract.ts';
import { paymentsOf, readClaim, readIntakeOf } from '../store/claims.ts';
import type { Transaction } from '../store/database.ts';
import { openBalances, post } from '../store/journal.ts';

/** Coverage, form and clocks of one version. A patient who is liable is charged in the same transaction. */
export function checkClaim(
  { database, benefits }: ActivityContext,
  { claimId, version, today }: { claimId: string; version: number; today: IsoDate },
): Promise<CheckResult> {
  return database.inTransaction(async (tx) => {
    const { intake } = await readIntakeOf(tx, claimId, version);
    const coverage = checkCoverage({ intake, benefits });
    if (coverage.kind === 'ask') return coverage;
    if (coverage.kind === 'patient-liable') {
      const { payerCents } = await openBalances(tx, claimId);
      await post(tx, [patientLiableEntry({ claimId, version, amountCents: payerCents, on: today })]);
      return coverage;
    }
    const question = scrubQuestion(scrub({ intake, today, timelyFilingOn: await lastDayToSend(tx, claimId) }));
    return question ? { kind: 'ask', question } : { kind: 'ready' };
  });
}

/** The filing limit of a claim that was never adjudicated; of one that was, the limit for replacements. */
async function lastDayToSend(tx: Transaction, claimId: string): Promise<IsoDate> {
  const { timelyFilingOn, policy } = await readClaim(tx, claimId);
  const { paidOn } = await paymentsOf(tx, claimId);
  return paidOn ? correctedClaimOn(paidOn, policy.correctedClaimDays) : timelyFilingOn;
}
