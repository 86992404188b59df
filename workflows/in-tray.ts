import { ApplicationFailure, condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import type { Fact } from '../domain/claim/facts.ts';
import { startOfDay, startOfDayMs } from '../domain/clock.ts';
import { addDays, daysBetween, type IsoDate } from '../domain/dates.ts';
import { type Desk, keepInInbox, note, tellSearch, today } from './desk.ts';
import { type InputKind, type InputOf, inputKinds, refusalOf } from './inputs.ts';
import { factSignal, inboxQuery, type Receipt, statusQuery, timelineQuery, timersQuery } from './messages.ts';
import { workInput } from './work-input.ts';

/** Keys of facts that are remembered, newest last; a payer's repeat comes long before that many others. */
const keysRemembered = 500;

/** An input of a person that waits for the loop, and what came of it. */
export type PendingInput = {
  [K in InputKind]: { readonly kind: K; readonly value: InputOf[K]; receipt?: Receipt };
}[InputKind];

/** Registers every handler. They only put things into the tray: the loop acts, one thing at a time. */
export function receiveMessages(desk: Desk): void {
  setHandler(factSignal, (...facts) => facts.forEach((fact) => receiveFact(desk, fact)));
  setHandler(statusQuery, () => desk.state);
  setHandler(timelineQuery, () => desk.state.timeline);
  setHandler(inboxQuery, () => desk.state.inbox);
  setHandler(timersQuery, () => {
    const { dueOn, waitingFor, policy } = desk.state;
    return dueOn && waitingFor ? [{ waitingFor, dueOn, dueAt: startOfDay(policy.clock, dueOn) }] : [];
  });
  for (const kind of inputKinds) receiveInput(desk, kind);
}

function receiveFact(desk: Desk, fact: Fact): void {
  const { seen, facts } = desk.state;
  if (typeof fact.key !== 'string')
    return keepInInbox(desk, 'fact', { outcome: 'refused', reason: 'not a readable fact' });
  if (seen.includes(fact.key)) return;
  seen.push(fact.key);
  if (seen.length > keysRemembered) seen.shift();
  facts.push(fact);
}

/** An Update and a Signal of one name: the Update is refused to the caller, the Signal visibly in the inbox. */
function receiveInput(desk: Desk, kind: InputKind): void {
  setHandler(defineUpdate<Receipt, [unknown]>(kind), (value) => take(desk, kind, value), {
    validator: (value) => {
      const reason = refusalOf(kind, value, desk.state);
      if (reason) throw ApplicationFailure.nonRetryable(reason, 'InputRefused');
    },
  });
  setHandler(defineSignal<[unknown]>(kind), async (value) => {
    const reason = refusalOf(kind, value, desk.state);
    if (reason) keepInInbox(desk, kind, { outcome: 'refused', reason });
    else await take(desk, kind, value);
  });
}

async function take(desk: Desk, kind: InputKind, value: unknown): Promise<Receipt> {
  const pending = { kind, value } as PendingInput;
  desk.inputs.push(pending);
  await condition(() => pending.receipt !== undefined);
  return pending.receipt ?? { outcome: 'refused', reason: 'the claim closed first' };
}

/** A wait: what for, until when, and what ends it early. */
export interface Wait {
  /** In a biller's words; shown with the timer in the Temporal UI. */
  readonly for: string;
  readonly dueOn: IsoDate;
  readonly until: () => boolean;
}

/**
 * Waits until something comes in or the day is reached, and meanwhile acts on what people send. While the claim is
 * held no deadline passes; the days already counted are kept.
 */
export async function wait(desk: Desk, { for: what, dueOn, until }: Wait): Promise<'came' | 'due'> {
  let due = dueOn;
  for (;;) {
    await workInputs(desk);
    if (until()) return end('came');
    const { holds, policy } = desk.state;
    Object.assign(desk.state, { waitingFor: what, dueOn: due });
    tellSearch(desk);
    if (holds.length > 0) {
      const heldOn = today(desk);
      await condition(() => until() || desk.inputs.length > 0);
      due = addDays(due, daysBetween(heldOn, today(desk)));
      continue;
    }
    const ms = startOfDayMs(policy.clock, due) - Date.now();
    if (ms <= 0) return end('due');
    const came = await condition(() => until() || desk.inputs.length > 0, ms, { summary: what });
    // The timer has said so: asking the clock once more could give another answer when the history is replayed.
    if (!came) return end('due');
  }

  function end(how: 'came' | 'due'): 'came' | 'due' {
    desk.state.waitingFor = null;
    return how;
  }
}

/** Acts on every input in the tray. */
export async function workInputs(desk: Desk): Promise<void> {
  for (let pending = desk.inputs.shift(); pending; pending = desk.inputs.shift()) {
    const receipt = await workInput(desk, pending);
    pending.receipt = receipt;
    keepInInbox(desk, pending.kind, receipt);
    if (receipt.outcome === 'taken') note(desk, `Took ${pending.kind}.`);
  }
}

/** Waits while the claim is held: nothing is sent meanwhile. */
export async function untilReleased(desk: Desk): Promise<void> {
  await workInputs(desk);
  while (desk.state.holds.length > 0) {
    tellSearch(desk);
    await condition(() => desk.inputs.length > 0);
    await workInputs(desk);
  }
}

/** Takes the next fact out of the tray. */
export function nextFact(desk: Desk): Fact | undefined {
  return desk.state.facts.shift();
}
