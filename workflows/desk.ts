import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { claim } from './claim.ts';
import type { OpenedClaim } from '../activities/contract.ts';
import { dayAt, startOfDay } from '../domain/clock.ts';
import { type ClaimStatus, claimStatuses, isClosed, type Owner } from '../domain/claim/status.ts';
import { instant, type IsoDate, isoDate } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { Receipt } from './messages.ts';
import { searchAttributes } from './messages.ts';
import type { PendingInput } from './in-tray.ts';
import { emptyState } from './new-state.ts';
import type { ClaimEnd, ClaimStart, ClaimState } from './state.ts';

/** A claim's history stays in the hundreds of events: past this many it goes on in a new run. */
const eventsBeforeNewRun = 1_000;
/** The newest entries that the timeline and the inbox keep. */
const remembered = 200;

/** The place where one claim is worked on: what it remembers, and what people and payers have put into its tray. */
export interface Desk {
  state: ClaimState;
  /** Inputs of people that the loop has not acted on yet. */
  readonly inputs: PendingInput[];
  /** What the search attributes do not say yet. */
  untold: { readonly denialCategory?: string } | undefined;
  open(start: ClaimStart, opened: OpenedClaim): void;
  resume(state: ClaimState): void;
  refuse(start: ClaimStart, why: string): void;
}

/** A desk with nothing on it; handlers may be registered at once, before the patient file is stored. */
export function openDesk(): Desk {
  const desk: Desk = {
    state: emptyState(),
    inputs: [],
    untold: undefined,
    open(start, opened) {
      const { facts, seen, inbox } = desk.state;
      desk.state = {
        ...emptyState(),
        facts,
        seen,
        inbox,
        claimId: start.claimId,
        intakeSha256: start.intakeSha256,
        payerId: opened.payerId,
        policy: opened.policy,
        timelyFilingOn: opened.timelyFilingOn,
        balanceCents: opened.chargedCents,
        debtor: opened.debtor,
      };
      note(desk, `Opened with charges of ${opened.chargedCents} cents.`);
    },
    resume(state) {
      const arrived = desk.state;
      desk.state = {
        ...state,
        facts: [...state.facts, ...arrived.facts.filter((fact) => !state.seen.includes(fact.key))],
        seen: [...new Set([...state.seen, ...arrived.seen])],
      };
      show(desk);
    },
    refuse(start, why) {
      Object.assign(desk.state, { claimId: start.claimId, intakeSha256: start.intakeSha256 });
      moveTo(desk, { status: 'REFUSED', owner: 'NONE', next: why, dueOn: null });
      tellSearch(desk);
    },
  };
  return desk;
}

/** The business day now, by the claim's own clock. Workflow time, so a replay sees the same day. */
export function today(desk?: Desk): IsoDate {
  const clock = desk?.state.policy.clock;
  return clock?.dayMs ? dayAt(clock, Date.now()) : isoDate(new Date(Date.now()).toISOString().slice(0, 10));
}

/** Where a claim stands: one status, who acts next, what comes next and when. */
export interface Standing {
  readonly status: ClaimStatus;
  readonly owner: Owner;
  /** In a biller's words; no PHI. */
  readonly next: string;
  readonly dueOn: IsoDate | null;
}

/**
 * The only writer of a claim's status: notes it, shows it, and tells the search attributes when people search for it.
 */
export function moveTo(desk: Desk, standing: Standing, denialCategory?: string): void {
  const { state } = desk;
  const isNew = state.status !== standing.status;
  Object.assign(state, standing);
  if (isNew) state.statuses.push(standing.status);
  if (isNew) note(desk, claimStatuses[standing.status]);
  show(desk);
  desk.untold = { ...desk.untold, ...(denialCategory ? { denialCategory } : {}) };
}

/**
 * Brings the search attributes up to date. Called where the claim comes to rest: statuses that it passes on its way
 * last no time, nobody searches for them, and each upsert costs an event.
 */
export function tellSearch(desk: Desk): void {
  const { state, untold } = desk;
  if (!untold) return;
  desk.untold = undefined;
  const { denialCategory } = untold;
  const at = (date: IsoDate): Date => new Date(startOfDay(state.policy.clock, date));
  upsertSearchAttributes([
    { key: searchAttributes.claimStatus, value: state.status },
    { key: searchAttributes.nextActionOwner, value: state.owner },
    { key: searchAttributes.nextActionAt, value: state.dueOn ? at(state.dueOn) : null },
    { key: searchAttributes.balanceCents, value: state.balanceCents },
    ...(state.payerId
      ? [
          { key: searchAttributes.payerId, value: state.payerId },
          { key: searchAttributes.timelyFilingAt, value: at(state.timelyFilingOn) },
        ]
      : []),
    ...(denialCategory ? [{ key: searchAttributes.denialCategory, value: denialCategory }] : []),
  ]);
}

/** Adds a line to the claim's timeline. */
export function note(desk: Desk, what: string): void {
  const { state } = desk;
  state.timeline.push({ on: today(desk), at: instant(Date.now()), status: state.status, what });
  if (state.timeline.length > remembered) state.timeline.shift();
}

/** Puts an input into the inbox, taken or refused, so that none vanishes. */
export function keepInInbox(desk: Desk, input: string, receipt: Receipt): void {
  desk.state.inbox.push({ at: instant(Date.now()), input, receipt });
  if (desk.state.inbox.length > remembered) desk.state.inbox.shift();
  show(desk);
}

/** Writes the current details that the Temporal UI shows. */
function show(desk: Desk): void {
  const { state } = desk;
  const refused = state.inbox.filter((entry) => entry.receipt.outcome === 'refused').slice(-3);
  setCurrentDetails(
    [
      `**${state.status}** - ${claimStatuses[state.status]}`,
      `Next: ${state.next || 'nothing'}${state.dueOn ? ` by ${state.dueOn}` : ''} (${state.owner})`,
      `Open: ${(state.balanceCents / 100).toFixed(2)} USD. Sent ${state.submissions} time(s).`,
      ...(state.holds.length > 0 ? [`Held: ${state.holds.join(', ')}`] : []),
      ...refused.map((entry) => `Refused ${entry.input}: ${'reason' in entry.receipt ? entry.receipt.reason : ''}`),
    ].join('\n\n'),
  );
}

/**
 * Money moved: whoever was being worked on may owe nothing any more. `debtor` is who owes now, where the step that
 * moved it has said so; else the ledger is asked.
 */
export function moneyMoved({ state }: Desk, debtor: Debtor | null = null): void {
  Object.assign(state, { moneyMoved: true, debtor });
}

/** Whether something has come in that the loop has not looked at. */
export function hasMail(desk: Desk): boolean {
  return desk.inputs.length > 0 || desk.state.facts.length > 0 || desk.state.moneyMoved;
}

/** Nobody owes: the claim is closed, as settled, or as written off when something was given up. */
export function closeClaim(desk: Desk): ClaimEnd {
  const { state } = desk;
  const status = state.writeOffs > 0 ? 'WRITTEN_OFF' : 'SETTLED';
  if (!isClosed(state.status)) moveTo(desk, { status, owner: 'NONE', next: '', dueOn: null });
  tellSearch(desk);
  return { claimId: state.claimId, status };
}

/** Goes on in a new run well before Temporal's limits, once no input is half done. */
export async function continueWhenLong(desk: Desk): Promise<void> {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  if (historyLength < eventsBeforeNewRun && !continueAsNewSuggested) return;
  if (desk.inputs.length > 0) return;
  await condition(allHandlersFinished);
  tellSearch(desk);
  await continueAsNew<typeof claim>({ resumed: desk.state });
}
