import { forwardedQuestion } from '../domain/claim/workflow-questions.ts';
import { addDays } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import { applyFacts } from './apply-fact.ts';
import type { ClaimContext } from './claim-context.ts';
import { askPerson } from './person.ts';
import { moveTo } from './standing.ts';
import { waitForNews } from './wait.ts';

/**
 * Waits for the payer that another payer forwarded the claim to, as long as for any remittance; then a person is asked.
 * Neither that payer nor the patient is billed meanwhile. Returns when something arrived.
 */
export async function awaitNextPayer(
  context: ClaimContext,
  debtor: Extract<Debtor, { kind: 'forwarded' }>,
): Promise<void> {
  const { state } = context;
  const dueOn = addDays(debtor.since, state.policy.remittanceDays);
  const next = 'The next payer, which has the claim already, pays or denies';
  moveTo(context, { status: 'ACCEPTED', owner: 'PAYER', next, dueOn });
  const outcome = await waitForNews(context, 'The next payer to pay or deny', dueOn);
  applyFacts(context);
  if (outcome === 'due' && !state.hasMoneyMoved) await askPerson(context, forwardedQuestion(debtor));
}
