import { ApplicationFailure, condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { type InputKind, inputKinds } from '../domain/claim/inputs.ts';
import type { Fact } from '../domain/claim/facts.ts';
import { startOfDay } from '../domain/clock.ts';
import type { ClaimContext, PendingInput } from './claim-context.ts';
import { factSignal, inboxQuery, type Receipt, statusQuery, timelineQuery, timersQuery } from './messages.ts';
import { recordInput, viewOf } from './standing.ts';
import { factReceived } from './transitions.ts';
import { refusalOf } from './validate-input.ts';

/** Registers every handler. Handlers only queue what arrives: the loop applies it, one thing at a time. */
export function registerHandlers(context: ClaimContext): void {
  setHandler(factSignal, (...facts) => facts.forEach((fact) => receiveFact(context, fact)));
  setHandler(statusQuery, () => viewOf(context));
  setHandler(timelineQuery, () => context.state.timeline);
  setHandler(inboxQuery, () => context.state.inbox);
  setHandler(timersQuery, () => {
    const { dueOn, waitingFor, policy } = context.state;
    return dueOn && waitingFor ? [{ waitingFor, dueOn, dueAt: startOfDay(policy.clock, dueOn) }] : [];
  });
  for (const kind of inputKinds) registerInput(context, kind);
}

function receiveFact(context: ClaimContext, fact: Fact): void {
  if (typeof fact.key === 'string') factReceived(context, fact);
  else recordInput(context, 'fact', { outcome: 'refused', reason: 'not a readable fact' });
}

/** An Update and a Signal of one name. A refused Update fails for its caller; a refused Signal shows in the inbox. */
function registerInput(context: ClaimContext, kind: InputKind): void {
  setHandler(defineUpdate<Receipt, [unknown]>(kind), (value) => take(context, kind, value), {
    validator: (value) => {
      const reason = refusalOf(kind, value, context.state);
      if (reason) throw ApplicationFailure.nonRetryable(reason, 'InputRefused');
    },
  });
  setHandler(defineSignal<[unknown]>(kind), async (value) => {
    const reason = refusalOf(kind, value, context.state);
    if (reason) recordInput(context, kind, { outcome: 'refused', reason });
    else await take(context, kind, value);
  });
}

async function take(context: ClaimContext, kind: InputKind, value: unknown): Promise<Receipt> {
  const pending = { kind, value } as PendingInput;
  context.inputs.push(pending);
  await condition(() => pending.receipt !== undefined);
  return pending.receipt ?? { outcome: 'refused', reason: 'the claim closed first' };
}
