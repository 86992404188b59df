import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { factProblems } from '../domain/claim/check-fact.ts';
import { type InputKind, inputKinds } from '../domain/claim/inputs.ts';
import type { Fact } from '../domain/claim/facts.ts';
import { startOfDay } from '../domain/clock.ts';
import { type ClaimContext, type PendingInput, today } from './claim-context.ts';
import {
  factSignal,
  inboxQuery,
  type Receipt,
  statusQuery,
  storeStanding,
  timelineQuery,
  timersQuery,
  type TimerView,
} from './messages.ts';
import { viewOf } from '../domain/claim/view.ts';
import { showReceipt } from './standing.ts';
import { inputDescriptions, queryDescriptions, repairDescription } from './descriptions.ts';
import { storeAgain } from './store-again.ts';
import { factReceived, signalReceived } from './transitions.ts';
import { refusalOf } from './validate-input.ts';

/**
 * Registers every handler. Handlers only queue what arrives: the loop applies it, one thing at a time. Only the repair
 * works by itself, since it changes nothing.
 */
export function registerHandlers(context: ClaimContext): void {
  setHandler(factSignal, (...facts) => facts.forEach((fact) => receiveFact(context, fact)));
  setHandler(statusQuery, () => viewOf(context.state), queryDescriptions.status);
  setHandler(timelineQuery, () => context.state.timeline, queryDescriptions.timeline);
  setHandler(inboxQuery, () => context.state.inbox, queryDescriptions.inbox);
  setHandler(timersQuery, () => timersOf(context), queryDescriptions.timers);
  setHandler(storeStanding, () => storeAgain(context), { description: repairDescription });
  for (const kind of inputKinds) registerInput(context, kind);
}

function timersOf({ state: { dueOn, waitingFor, policy } }: ClaimContext): readonly TimerView[] {
  return dueOn && waitingFor ? [{ waitingFor, dueOn, dueAt: startOfDay(policy.clock, dueOn) }] : [];
}

function receiveFact(context: ClaimContext, fact: Fact): void {
  const problems = factProblems(fact, today(context));
  if (problems.length === 0) factReceived(context, fact);
  else showReceipt(context, 'fact', { outcome: 'refused', reason: problems.join('. ') });
}

/**
 * An Update and a Signal of one name. A refused Update fails for its caller; a refused Signal is kept and shows in the
 * inbox.
 */
function registerInput(context: ClaimContext, kind: InputKind): void {
  const description = inputDescriptions[kind];
  setHandler(defineUpdate<Receipt, [unknown]>(kind), (value) => take(context, kind, value), {
    description,
    validator: (value) => {
      const reason = refusalOf(context, kind, value);
      if (reason) throw ApplicationFailure.nonRetryable(reason, 'InputRefused');
    },
  });
  setHandler(
    defineSignal<[unknown]>(kind),
    async (value) => {
      const refusal = refusalOf(context, kind, value);
      await take(context, kind, value, refusal);
    },
    { description },
  );
}

async function take(context: ClaimContext, kind: InputKind, value: unknown, refusal?: string): Promise<Receipt> {
  const key = currentUpdateInfo()?.id ?? `signal-${signalReceived(context)}`;
  const pending = { key, kind, value, ...(refusal === undefined ? {} : { refusal }) } as PendingInput;
  context.inputs.push(pending);
  // A requested cancellation does not end the wait either: the claim goes on, and answers.
  await CancellationScope.nonCancellable(() => condition(() => pending.receipt !== undefined));
  return pending.receipt ?? { outcome: 'refused', reason: 'the claim closed first' };
}
