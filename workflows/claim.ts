import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { assertNever } from '../domain/assert-never.ts';
import { recallReason } from '../domain/policy/placement.ts';
import { database } from './database.ts';
import { awaitAgency, recallAccount, writeOffUncollected } from './agency.ts';
import { applyFacts } from './apply-fact.ts';
import { type ClaimContext, createContext, hasNews } from './claim-context.ts';
import { registerHandlers } from './handlers.ts';
import { openClaim } from './open-claim.ts';
import { collectFromPatient } from './patient.ts';
import { settleWithPayer } from './payer.ts';
import { awaitAnswer, openQuestion } from './person.ts';
import { askAboutPartner, awaitPartner, type PartnerFailure, partnerFailureOf } from './partner-wait.ts';
import { closeClaim, continueWhenLong, NewRunNeeded } from './run.ts';
import { publishDetails } from './standing.ts';
import type { ClaimEnd, ClaimInput } from './state.ts';
import { claimResumed, debtorChosen } from './transitions.ts';
import { applyInputs } from './apply-input.ts';

/**
 * One claim, from the visit to the last cent. The loop works on whoever owes, the payer before the patient, and ends
 * when nobody owes. A reversal at any time changes who owes, and so brings the claim back to the payer.
 */
export async function claim(input: ClaimInput): Promise<ClaimEnd> {
  const context = createContext();
  registerHandlers(context);
  if (isResumed(input)) {
    claimResumed(context, input.resumed);
    publishDetails(context);
  } else {
    const refused = await openClaim(context, input);
    if (refused) return refused;
  }
  for (;;) {
    await continueWhenLong(context);
    const isDone = await stepOrAsk(context);
    if (!isDone) continue;
    // A reversal that arrived meanwhile reopens the claim, and no input of a person is dropped.
    await applyInputs(context);
    if (!hasNews(context)) return closeClaim(context);
    applyFacts(context);
  }
}

function isResumed(input: ClaimInput): input is Extract<ClaimInput, { resumed: unknown }> {
  // Any Temporal client can start a claim, with anything: what is no object is refused as a patient file.
  return typeof input === 'object' && input !== null && 'resumed' in input;
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

function askAboutStep(context: ClaimContext, { step, reason }: RefusedStep): Promise<void> {
  const found = `${step} was refused (${reason}).`;
  return openQuestion(context, { kind: 'correction', found, canDo: 'Correct the claim, or write it off.' });
}

interface RefusedStep {
  readonly step: string;
  readonly reason: string;
}

/** The step that failed and the type of its failure; undefined for an error that is no activity's. */
function refusedStep(error: unknown): RefusedStep | undefined {
  if (error instanceof ActivityFailure) {
    const { cause, activityType: step } = error;
    return {
      step: `The step ${step}`,
      reason: (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'unknown',
    };
  }
  // A local activity's failure arrives without the wrapper.
  if (error instanceof ApplicationFailure) return { step: 'A step in the database', reason: error.type ?? 'unknown' };
  return undefined;
}

async function workOnDebtor(context: ClaimContext): Promise<boolean> {
  const { state } = context;
  const debtor = state.debtor ?? (await database.whoOwes({ claimId: state.claimId, policy: state.policy }));
  debtorChosen(context, debtor);
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
    case 'nobody':
      return true;
    default:
      return assertNever(debtor);
  }
}
