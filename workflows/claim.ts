import { ActivityFailure, ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import {
  laterPayerQuestion,
  protectedQuestion,
  type RefusedStep,
  refusedStepQuestion,
  unclearQuestion,
  zeroCharge,
} from '../domain/claim/workflow-questions.ts';
import { recallReason } from '../domain/policy/placement.ts';
import { type Cents, dollars } from '../domain/money.ts';
import type { Intake } from '../domain/schema/intake.ts';
import { database } from './database.ts';
import { awaitAgency, recallAccount, writeOffUncollected } from './agency.ts';
import { applyFacts } from './apply-fact.ts';
import { cancellationHold, uncanceled } from './cancellation.ts';
import { type ClaimContext, createContext, hasNews } from './claim-context.ts';
import { registerHandlers } from './handlers.ts';
import { openClaim } from './open-claim.ts';
import { collectFromPatient } from './patient.ts';
import { awaitNextPayer } from './next-payer.ts';
import { settleWithPayer } from './payer.ts';
import { askPerson, awaitAnswer, openQuestion } from './person.ts';
import { askAboutPartner, awaitPartner, type PartnerFailure, partnerFailureOf } from './partner-wait.ts';
import { loadClaim, reopen } from './load-claim.ts';
import { closeClaim, continueWhenLong, NewRunNeeded } from './run.ts';
import { note, publishDetails } from './standing.ts';
import type { ClaimEnd, ClaimInput } from './state.ts';
import { claimResumed, debtorChosen } from './transitions.ts';
import { applyInputs } from './apply-input.ts';
import { untilNewsOrRelease } from './wait.ts';

/**
 * One claim, from the visit to the last cent. The loop works on whoever owes, the payer before the patient, and ends
 * when nobody owes. A reversal at any time changes who owes, and so brings the claim back to the payer.
 */
export function claim(input: ClaimInput): Promise<ClaimEnd> {
  const context = createContext();
  registerHandlers(context);
  return uncanceled(context, () => run(context, input));
}

async function run(context: ClaimContext, input: ClaimInput): Promise<ClaimEnd> {
  const end = await begin(context, input);
  if (end) return end;
  for (;;) {
    await continueWhenLong(context);
    if (!(await stepOrAsk(context))) continue;
    // A reversal that arrived meanwhile reopens the claim, and no input of a person is dropped.
    await applyInputs(context);
    if (hasNews(context)) applyFacts(context);
    else if (context.state.holds.includes(cancellationHold)) await untilNewsOrRelease(context);
    else {
      const closed = await closeClaim(context);
      if (closed) return closed;
      reopen(context);
    }
  }
}

/**
 * Opens the claim, or continues it. Returns the claim's end if there is nothing to do. Any Temporal client can start a
 * claim, with anything: a state that no earlier run handed over, and another claim's id, are refused as patient files.
 */
async function begin(context: ClaimContext, input: ClaimInput): Promise<ClaimEnd | undefined> {
  const { workflowId, continuedFromExecutionRunId } = workflowInfo();
  if (isGiven(input, 'stored') && workflowId === `claim-${input.stored}`) return loadClaim(context, input.stored);
  if (!isGiven(input, 'resumed') || !continuedFromExecutionRunId) return openClaim(context, input as Intake);
  claimResumed(context, input.resumed);
  context.isOpen = true;
  publishDetails(context);
  return undefined;
}

function isGiven<Name extends 'stored' | 'resumed'>(
  input: ClaimInput,
  name: Name,
): input is Extract<ClaimInput, { readonly [field in Name]: unknown }> {
  return typeof input === 'object' && input !== null && name in input;
}

/** One round of work. A step that is refused for good becomes a question for a person; it never ends the claim. */
async function stepOrAsk(context: ClaimContext): Promise<boolean> {
  try {
    await awaitAnswer(context);
    await awaitPartner(context);
    return await workOnDebtor(context);
  } catch (error) {
    if (error instanceof NewRunNeeded) return false;
    const partnerFailure = partnerFailureOf(error);
    if (partnerFailure) return stepFailedAtPartner(context, partnerFailure);
    const refused = refusedStep(error);
    if (!refused) throw error;
    await askAboutStep(context, refused);
    return false;
  }
}

/** The partner is asked about, once for all claims. False: the claim is not done. */
async function stepFailedAtPartner(context: ClaimContext, failure: PartnerFailure): Promise<false> {
  try {
    await askAboutPartner(context, failure);
  } catch (error) {
    const refused = refusedStep(error);
    if (!refused) throw error;
    await askAboutStep(context, refused);
  }
  return false;
}

function askAboutStep(context: ClaimContext, refused: RefusedStep): Promise<void> {
  return openQuestion(context, refusedStepQuestion(refused));
}

/** The step that failed and the type of its failure; undefined for an error that is no activity's. */
function refusedStep(error: unknown): RefusedStep | undefined {
  if (error instanceof ActivityFailure) {
    const { cause, activityType: step } = error;
    const { type, details } = cause instanceof ApplicationFailure ? cause : {};
    const [about] = (details ?? []) as readonly { readonly field?: unknown }[];
    const field = typeof about?.field === 'string' ? about.field : undefined;
    return { step: `The step ${step}`, reason: type ?? 'unknown', field };
  }
  // A local activity's failure arrives without the wrapper.
  if (error instanceof ApplicationFailure) return { step: 'A step in the database', reason: error.type ?? 'unknown' };
  return undefined;
}

const debtorWords = {
  payer: 'The payer',
  'later-payer': 'A later coverage',
  patient: 'The patient',
  forwarded: 'The next payer',
  agency: 'The agency',
  protected: 'The patient, who must not be billed,',
  unclear: 'The patient, it seems,',
} as const;

async function workOnDebtor(context: ClaimContext): Promise<boolean> {
  const { state } = context;
  const debtor = state.debtor ?? (await database.whoOwes({ claimId: state.claimId, policy: state.policy }));
  const before = state.balanceCents;
  debtorChosen(context, debtor);
  if (debtor.kind !== 'nobody' && debtor.balanceCents !== before)
    note(context, `${debtorWords[debtor.kind]} owes ${dollars(debtor.balanceCents)}.`);
  const recall = recallReason(state, debtor);
  if (recall) {
    await recallAccount(context, recall);
    // The ledger has the balance back from the agency before the agency has the recall.
    if (recall === 'CLIENT_REQUEST' && debtor.kind === 'patient') await writeOffUncollected(context);
    return false;
  }
  switch (debtor.kind) {
    case 'payer':
      await settleWithPayer(context);
      return false;
    case 'patient':
      await collectFromPatient(context, debtor);
      return false;
    case 'agency':
      await awaitAgency(context);
      return false;
    case 'later-payer':
      await askPerson(context, laterPayerQuestion(debtor));
      return false;
    case 'forwarded':
      await awaitNextPayer(context, debtor);
      return false;
    case 'protected':
      await askPerson(context, protectedQuestion(debtor));
      return false;
    case 'unclear':
      await askPerson(context, unclearQuestion(debtor));
      return false;
    case 'nobody':
      if (state.isZeroCharge) {
        await askPerson(context, zeroCharge);
        return false;
      }
      return nobodyOwes(context, debtor.creditCents);
    default:
      return assertNever(debtor);
  }
}

/** True when the claim is done. A credit is somebody's money: a person decides about it. */
async function nobodyOwes(context: ClaimContext, creditCents: Cents): Promise<boolean> {
  if (context.state.isReplacementOpen) await settleWithPayer(context);
  else if (creditCents > 0) await askAboutCredit(context, creditCents);
  else return true;
  return false;
}

function askAboutCredit(context: ClaimContext, creditCents: Cents): Promise<void> {
  return askPerson(context, {
    kind: 'credit',
    found: `Nobody owes, and ${dollars(creditCents)} was paid too much.`,
    canDo:
      'Find out to whom it belongs. The claim continues when the payer takes it back, or when a charge is corrected.',
  });
}
