import { upsertMemo, workflowInfo } from '@temporalio/workflow';
import type { LoadedClaim } from '../activities/standing-contract.ts';
import { isClosed } from '../domain/claim/status.ts';
import { type ClaimContext, hasNews, today } from './claim-context.ts';
import { database } from './database.ts';
import { stateFrom } from './loaded-state.ts';
import { moveTo, note, publishDetails } from './standing.ts';
import type { ClaimEnd } from './state.ts';
import { claimReopened, claimResumed } from './transitions.ts';

/** Continues a claim from what is stored of it. Returns its end if it is closed and nothing has happened since. */
export async function loadClaim(context: ClaimContext, claimId: string): Promise<ClaimEnd | undefined> {
  const { runId } = workflowInfo();
  return continueFrom(context, await database.loadClaim({ claimId, runId }));
}

/** The same patient file was started again: the claim is the one that is stored. The memo says so to the client. */
export function continueKnown(context: ClaimContext, loaded: LoadedClaim): ClaimEnd | undefined {
  upsertMemo({ isKnown: true });
  return continueFrom(context, loaded);
}

function continueFrom(context: ClaimContext, loaded: LoadedClaim): ClaimEnd | undefined {
  const { opened, state } = loaded;
  claimResumed(context, stateFrom(loaded));
  context.isOpen = true;
  context.isUnpublished = true;
  context.stored = { state: '', lines: context.state.lines };
  publishDetails(context);
  const { debtor } = opened;
  const isOver = debtor.kind === 'nobody' && debtor.creditCents === 0;
  if (isClosed(context.state.status) && isOver && !hasNews(context))
    return { claimId: opened.claimId, status: context.state.status };
  if (isClosed(context.state.status)) reopen(context);
  else note(context, state ? 'The claim continues in a new workflow.' : 'The claim starts in a new workflow.');
  return undefined;
}

/** Something happened to a closed claim: the ledger says who owes now. */
export function reopen(context: ClaimContext): void {
  claimReopened(context);
  moveTo(context, { status: 'REOPENED', owner: 'SYSTEM', next: 'Find who owes', dueOn: today(context) });
}
