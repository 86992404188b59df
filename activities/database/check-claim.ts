import { checkCoverage } from '../../domain/coverage/coverage.ts';
import { patientLiableEntry } from '../../domain/ledger/entries.ts';
import { sendingDeadline } from '../../domain/policy/deadlines.ts';
import { formFindings } from '../../domain/scrub/form.ts';
import { scrub, scrubQuestion } from '../../domain/scrub/scrub.ts';
import { replacementQuestion, unchangedQuestion } from '../../domain/denial/replacements.ts';
import { checkForm } from '../claims/check-form.ts';
import { isUnchanged } from '../claims/unchanged.ts';
import type { ActivityContext } from '../context.ts';
import type { CheckResult, DatabaseActivities } from '../contract.ts';
import { readClaim } from '../store/claims.ts';
import { claimToSend } from '../store/claim-to-send.ts';
import { balancesOf, post } from '../store/journal.ts';

/** Checks coverage, form and filing deadline of one version. Moves the balance to a liable patient, once. */
export async function checkClaim(
  { database, benefits }: ActivityContext,
  { claimId, version, submission, as, today }: Parameters<DatabaseActivities['checkClaim']>[0],
): Promise<CheckResult> {
  const claim = await readClaim(database.sql, claimId, version);
  const { intake } = claim;
  const coverage = checkCoverage({ intake, benefits });
  if (coverage.kind === 'ask') return coverage;
  if (coverage.kind === 'patient-liable') {
    await database.inSqlTransaction(async (sql) => {
      const balances = await balancesOf(sql, claimId);
      await post(sql, [patientLiableEntry({ claimId, version, balances, on: today })]);
    });
    return coverage;
  }
  const replacement = replacementQuestion(intake, as);
  if (replacement) return { kind: 'ask', question: replacement };
  const toSend = await claimToSend(database.sql, claim, as);
  if (await isUnchanged(database.sql, toSend, { submission, as, today }))
    return { kind: 'ask', question: unchangedQuestion };
  const ofRules = scrub({ intake, today, timelyFilingOn: sendingDeadline(claim, as).on });
  const ofForm = formFindings(checkForm(toSend, as, today), intake, ofRules);
  const question = scrubQuestion([...ofRules, ...ofForm]);
  return question ? { kind: 'ask', question } : { kind: 'ready' };
}
