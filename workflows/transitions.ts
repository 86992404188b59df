import type { OpenedClaim } from '../activities/standing-contract.ts';
import type { Fact } from '../domain/claim/facts.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { Debtor } from '../domain/ledger/who-owes.ts';
import type { ClaimContext } from './claim-context.ts';
import { initialState } from './initial-state.ts';
import type { InboxEntry, TimelineEntry } from './messages.ts';
import { isAtAgency, type RecallReason } from '../domain/policy/placement.ts';
import type { ClaimState, PayerStage, Standing } from './state.ts';
import { type Writable, writable } from './writable.ts';

// Every change of a claim's state is one of these functions, or one of correction-transitions.ts,
// question-transitions.ts and input-transitions.ts, named after the transition.

/** The newest entries that the timeline and the inbox keep. */
const entriesKept = 200;
/** What a hold of a placed account does not stop. */
export const agencyGoesOn =
  'The agency still has the account and goes on collecting: ask it to stop, or write off the balance to recall it.';
/** The newest fact keys that are kept; a payer repeats itself long before that many others arrive. */
const keysKept = 500;

/** The patient file is stored and its charges are posted. Facts that arrived before are kept. */
export function claimOpened(context: ClaimContext, opened: OpenedClaim): void {
  const { facts, seen, inbox, signals } = context.state;
  const { claimId, intakeSha256, payerId, policy, timelyFilingOn, chargedCents: balanceCents, debtor, sendAs } = opened;
  const isZeroCharge = balanceCents === 0 && sendAs !== 'void';
  // Nobody owes what a void takes back; it goes to the payer all the same.
  const isReplacementOpen = sendAs === 'void';
  const filed = { claimId, intakeSha256, payerId, policy, timelyFilingOn, balanceCents, isZeroCharge, debtor, sendAs };
  const state: ClaimState = { ...initialState(), ...filed, isReplacementOpen, facts, seen, inbox, signals };
  context.state = state;
}

/** The claim cannot be opened; `claimId` is what its workflow id says. */
export function claimRefused(context: ClaimContext, claimId: string): void {
  writable(context).claimId = claimId;
}

/** A new run continues; facts that arrived before it began are kept. */
export function claimResumed(context: ClaimContext, previous: ClaimState): void {
  const arrived = context.state;
  const facts = [...previous.facts, ...arrived.facts.filter(({ key }) => !previous.seen.includes(key))];
  const seen = [...new Set([...previous.seen, ...arrived.seen])];
  context.state = { ...previous, facts, seen };
}

/** A closed claim is open again. A patient who owes again is billed from the first statement on. */
export function claimReopened(context: ClaimContext): void {
  const state = writable(context);
  state.isWithdrawn = false;
  if (state.statements === 0) return;
  state.cycle += 1;
  state.statements = 0;
  state.lastStatementOn = null;
}

/** The claim stands elsewhere. While it is held, that shows after the release. True when the status is a new one. */
export function standingChanged(context: ClaimContext, standing: Standing): boolean {
  const state = writable(context);
  const isNew = (state.standingUnderHold ?? state).status !== standing.status;
  if (isNew) state.statuses = [...state.statuses, standing.status];
  if (state.standingUnderHold) state.standingUnderHold = standing;
  else showStanding(state, standing);
  return isNew;
}

function showStanding(state: Writable, { status, owner, next, dueOn }: Standing): void {
  state.status = status;
  state.owner = owner;
  state.next = next;
  state.dueOn = dueOn;
}

/** A hold of that name is in force. */
export function claimHeld(context: ClaimContext, name: string): void {
  const state = writable(context);
  const { status, owner, next, dueOn } = state;
  state.standingUnderHold ??= { status, owner, next, dueOn };
  state.holds = [...state.holds, name];
  showStanding(state, { status: 'ON_HOLD', owner: 'BILLER', next: nextOfHeld(state), dueOn: null });
  state.statuses = [...state.statuses, 'ON_HOLD'];
}

/** Holds stop what claimloop does, not what the agency does. */
function nextOfHeld({ placement }: ClaimState): string {
  return isAtAgency(placement) ? `Release the hold. ${agencyGoesOn}` : 'Release the hold';
}

/** The hold of that name ends; with the last one, what is true now shows again. */
export function holdReleased(context: ClaimContext, name: string): void {
  const state = writable(context);
  state.holds = state.holds.filter((held) => held !== name);
  const standing = state.standingUnderHold;
  if (state.holds.length > 0 || !standing) return;
  state.standingUnderHold = null;
  showStanding(state, standing);
  state.statuses = [...state.statuses, standing.status];
}

/** Something happened that the timeline shows. */
export function timelineNoted(context: ClaimContext, entry: TimelineEntry): void {
  const state = writable(context);
  state.timeline = [...state.timeline, entry].slice(-entriesKept);
  state.lines += 1;
}

/**
 * The claim's state is to be stored. Workflow time orders also the records of attempts at a workflow task that was
 * lost, and those of a run that was started anew.
 */
export function revisionTaken(context: ClaimContext, nowMs: number): void {
  const state = writable(context);
  state.revision = Math.max(state.revision + 1, nowMs);
}

/** An input was applied or refused. */
export function inboxNoted(context: ClaimContext, entry: InboxEntry): void {
  writable(context).inbox = [...context.state.inbox, entry].slice(-entriesKept);
}

/** A Signal with an input arrived; its number. */
export function signalReceived(context: ClaimContext): number {
  return (writable(context).signals += 1);
}

/** A fact arrived; one whose key is known changes nothing. */
export function factReceived(context: ClaimContext, fact: Fact): void {
  const state = writable(context);
  if (state.seen.includes(fact.key)) return;
  state.seen = [...state.seen, fact.key].slice(-keysKept);
  state.facts = [...state.facts, fact];
}

/** Takes the oldest fact that is not applied yet. */
export function nextFact(context: ClaimContext): Fact | undefined {
  const [fact, ...others] = context.state.facts;
  writable(context).facts = others;
  return fact;
}

/** The payer's part is at another stage. */
export function stageReached(context: ClaimContext, stage: PayerStage): void {
  const state = writable(context);
  state.stage = stage;
  // A void is reviewed first: the payer may have denied it.
  if (stage === 'adjudicated' && state.sendAs !== 'void') state.isReplacementOpen = false;
}

/** Sending begins. Bytes of another version that a hold stopped keep their submission number. */
export function sendingBegun(context: ClaimContext): void {
  const state = writable(context);
  if (state.stoppedVersion !== null && state.stoppedVersion !== state.version) state.submissions += 1;
  state.isSending = true;
}

/** The sending ended before the partner had the claim, as far as is known: a hold stopped it, or it was refused. */
export function sendingStopped(context: ClaimContext): void {
  const state = writable(context);
  state.isSending = false;
  state.stoppedVersion = state.version;
}

/** The claim went to the payer under the next submission number. */
export function claimSubmitted(context: ClaimContext): void {
  const state = writable(context);
  state.submissions += 1;
  state.resends = 0;
  state.stage = 'sent';
  state.denialCategory = null;
  state.isSending = false;
  state.stoppedVersion = null;
}

/** The same bytes went out once more; the payer has until that day. */
export function claimResent(context: ClaimContext): void {
  writable(context).resends += 1;
}

/** What the next submission is to the payer. A void stays one. */
export function submissionKindChosen(context: ClaimContext, sendAs: ClaimState['sendAs']): void {
  if (context.state.sendAs !== 'void') writable(context).sendAs = sendAs;
}

/** The claim waits for something until that day. */
export function waitBegun(context: ClaimContext, waitingFor: string, dueOn: IsoDate): void {
  const state = writable(context);
  state.waitingFor = waitingFor;
  if (state.standingUnderHold) state.standingUnderHold = { ...state.standingUnderHold, dueOn };
  else state.dueOn = dueOn;
}

/** The wait is over. */
export function waitEnded(context: ClaimContext): void {
  writable(context).waitingFor = null;
}

/** A statement of that number in the billing cycle went out. */
export function statementSent(context: ClaimContext, statement: number, on: IsoDate): void {
  const state = writable(context);
  state.statements = statement;
  state.lastStatementOn = on;
}

/** The account went to the agency. */
export function accountPlaced(context: ClaimContext, placement: number, on: IsoDate): void {
  const state = writable(context);
  state.placements = placement;
  state.placement = 'sent';
  state.placedOn = on;
}

/** The agency took or refused the placed account. */
export function placementAnswered(context: ClaimContext, answer: 'acknowledged' | 'refused'): void {
  writable(context).placement = answer;
}

/** A payment was made here of which the agency must be told. */
export function directPaymentRecorded(context: ClaimContext, paymentId: string): void {
  const state = writable(context);
  if (!state.paymentsToReport.includes(paymentId)) state.paymentsToReport = [...state.paymentsToReport, paymentId];
}

/** The agency has the notice of that payment. */
export function directPaymentReported(context: ClaimContext, paymentId: string): void {
  const state = writable(context);
  state.paymentsToReport = state.paymentsToReport.filter((id) => id !== paymentId);
}

/** The account is to be recalled from the agency. */
export function recallBegun(context: ClaimContext, reason: RecallReason): void {
  writable(context).recalling = reason;
}

/** The account is back from the agency. */
export function accountRecalled(context: ClaimContext): void {
  const state = writable(context);
  state.recalling = null;
  state.paymentsToReport = [];
  state.placement = 'none';
  state.placedOn = null;
}

/** What was open was written off. The payer still has to hear of a void. */
export function balanceWrittenOff(context: ClaimContext): void {
  const state = writable(context);
  state.writeOffs += 1;
  if (state.sendAs !== 'void') state.isReplacementOpen = false;
}

/** The payer took its payment back for a void, or accepted the void and had nothing to take back. */
export function voidCompleted(context: ClaimContext): void {
  writable(context).isReplacementOpen = false;
  moneyMoved(context);
}

/**
 * Money moved: the party that was worked on may owe nothing any more. `debtor` is who owes now, where the step that
 * moved it has said so; otherwise the ledger is asked.
 */
export function moneyMoved(context: ClaimContext, debtor: Debtor | null = null): void {
  const state = writable(context);
  state.hasMoneyMoved = true;
  state.debtor = debtor;
}

/** Work on this debtor begins. */
export function debtorChosen(context: ClaimContext, debtor: Debtor): void {
  const state = writable(context);
  state.hasMoneyMoved = false;
  state.debtor = null;
  state.balanceCents = debtor.kind === 'nobody' ? 0 : debtor.balanceCents;
  state.isWrittenOff = debtor.kind === 'nobody' && debtor.isWrittenOff;
}
