import { ApplicationFailure, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { StandingRecord, StoredState } from '../activities/standing-contract.ts';
import { startOfDay } from '../domain/clock.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { ClaimContext } from './claim-context.ts';
import { database } from './database.ts';
import { searchAttributes } from './messages.ts';
import { note } from './standing.ts';
import { revisionTaken } from './transitions.ts';

/**
 * The claim comes to rest: its search attributes and the database show where it stands. Nobody searches for a status
 * that it only passes, and a step that has stored the standing already costs nothing here. The search attributes come
 * last: a workflow task that is lost while the database works must have recorded nothing that depends on the clock.
 */
export async function comeToRest(context: ClaimContext): Promise<void> {
  if (contentOf(context) !== context.stored.state) await storeStanding(context);
  publishSearchAttributes(context);
}

/** Stores where the claim stands. False if that failed: the next rest tries again. */
export async function storeStanding(context: ClaimContext): Promise<boolean> {
  const record = recordOf(context);
  try {
    await database.writeStanding(record);
    recordStored(context, record);
    return true;
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    // The claim goes on: its workflow knows where it stands.
    note(context, `The standing could not be stored (${error.type ?? 'unknown'}).`);
    return false;
  }
}

/** Brings the search attributes up to date, when the standing has changed: each upsert costs an event. */
export function publishSearchAttributes(context: ClaimContext): void {
  const { state, isUnpublished } = context;
  if (!isUnpublished) return;
  context.isUnpublished = false;
  const at = (date: IsoDate): Date => new Date(startOfDay(state.policy.clock, date));
  upsertSearchAttributes([
    { key: searchAttributes.claimStatus, value: state.status },
    { key: searchAttributes.nextActionOwner, value: state.owner },
    { key: searchAttributes.nextActionAt, value: state.dueOn ? at(state.dueOn) : null },
    { key: searchAttributes.balanceCents, value: state.balanceCents },
    { key: searchAttributes.denialCategory, value: state.denialCategory },
    ...(state.payerId
      ? [
          { key: searchAttributes.payerId, value: state.payerId },
          { key: searchAttributes.timelyFilingAt, value: at(state.timelyFilingOn) },
        ]
      : []),
  ]);
}

/** What a step stores about the claim as it stands now. Pass it to `recordStored` when the step has succeeded. */
export function recordOf(context: ClaimContext): StandingRecord {
  revisionTaken(context, Date.now());
  return madeOf(context);
}

/** Like `recordOf`, for where the claim will stand after a step: `lead` makes the changes, on a copy. */
export function recordAfter(context: ClaimContext, lead: (draft: ClaimContext) => void): StandingRecord {
  revisionTaken(context, Date.now());
  const draft: ClaimContext = { ...context, state: { ...context.state }, inputs: [], isDraft: true };
  lead(draft);
  return madeOf(draft);
}

/** A step has stored the record, unless a newer one replaced it while the step ran. */
export function recordStored(context: ClaimContext, { state }: StandingRecord): void {
  if (state.revision < context.state.revision) return;
  context.stored = { state: textOf(state), lines: state.lines };
}

function madeOf({ state, stored }: ClaimContext): StandingRecord {
  const fresh = state.lines - stored.lines;
  const lines = fresh > 0 ? state.timeline.slice(-fresh) : [];
  return { runId: workflowInfo().runId, state: storable(state), lines };
}

function storable(state: ClaimContext['state']): StoredState {
  const { timeline: _, inbox: __, policy: ___, waitingFor: ____, ...stored } = state;
  return stored;
}

function contentOf({ state }: ClaimContext): string {
  return textOf(storable(state));
}

/**
 * What decides whether the standing is stored again. The revision only orders records. A due day comes from the clock,
 * which a replay may read seconds earlier or later (see wait.ts); where only that changes, `storeAtRest` is called.
 */
function textOf(state: StoredState): string {
  const { standingUnderHold: under } = state;
  return JSON.stringify({ ...state, standingUnderHold: under && { ...under, dueOn: null }, dueOn: null, revision: 0 });
}

/** Has the standing stored where the claim next comes to rest, whatever is stored. */
export function storeAtRest(context: ClaimContext): void {
  context.stored = { ...context.stored, state: '' };
}
