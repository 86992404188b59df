import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import type { RefusedClaim } from '../activities/contract.ts';
import type { Intake } from '../domain/schema/intake.ts';
import { cents, dollars } from '../domain/money.ts';
import type { ClaimContext } from './claim-context.ts';
import { database } from './database.ts';
import { continueKnown } from './load-claim.ts';
import { publishSearchAttributes } from './rest.ts';
import { moveTo, note } from './standing.ts';
import type { ClaimEnd } from './state.ts';
import { claimOpened, claimRefused } from './transitions.ts';

/** What the database refuses for good is refused to whoever started the claim. */
async function stored<T>(open: () => Promise<T>): Promise<T | RefusedClaim> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    return { kind: 'refused', why: `the patient file cannot be stored (${error.type ?? 'unknown'})`, problems: [] };
  }
}

/**
 * Has the patient file checked and stored, and its charges posted. Returns the claim's end when it is refused: its
 * standing and its result say why and list every problem.
 */
export async function openClaim(context: ClaimContext, intake: Intake): Promise<ClaimEnd | undefined> {
  const { workflowId, runId } = workflowInfo();
  const opened = await stored(() => database.openClaim({ workflowId, runId, intake }));
  if (opened.kind === 'loaded') return continueKnown(context, opened);
  if (opened.kind === 'opened') {
    claimOpened(context, opened);
    context.isOpen = true;
    const charged = `with charges of ${dollars(cents(opened.chargedCents))}`;
    note(context, `Opened ${opened.sendAs === 'void' ? "to void the payer's claim" : charged}.`);
    return undefined;
  }
  const claimId = workflowId.replace(/^claim-/, '');
  claimRefused(context, claimId);
  const next = [opened.why, ...opened.problems.map(({ path, allowed }) => `${path}: ${allowed}`)].join('; ');
  moveTo(context, { status: 'REFUSED', owner: 'NONE', next: next.slice(0, 2_000), dueOn: null });
  publishSearchAttributes(context);
  return { claimId, status: 'REFUSED', reason: opened.why, problems: opened.problems };
}
