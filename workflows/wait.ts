import { condition } from '@temporalio/workflow';
import { startOfDayMs } from '../domain/clock.ts';
import { addDays, daysBetween, type IsoDate } from '../domain/dates.ts';
import { applyInputs } from './apply-input.ts';
import { type ClaimContext, hasNews, today } from './claim-context.ts';
import { isRunLong, NewRunNeeded } from './run.ts';
import { comeToRest, storeAtRest } from './rest.ts';
import { waitBegun, waitEnded } from './transitions.ts';

/** A wait: what for, until when, and what ends it early. */
export interface Wait {
  /** In a biller's words; shown with the timer in the Temporal UI. */
  readonly for: string;
  readonly dueOn: IsoDate;
  readonly until: () => boolean;
}

/**
 * Waits until `until` holds ('arrived') or the day is reached ('due'), and meanwhile applies inputs. While the claim
 * is held no deadline passes; the days already counted are kept. Throws NewRunNeeded when the history is long.
 *
 * Which commands follow never depends on the clock: a timer starts also for a day that is reached. The SDK gives a
 * replay another time than the first execution had, when a query was answered while a local activity ran.
 */
export async function wait(context: ClaimContext, { for: what, dueOn, until }: Wait): Promise<'arrived' | 'due'> {
  let due = dueOn;
  try {
    for (;;) {
      await applyInputs(context);
      if (until()) return 'arrived';
      if (isRunLong()) throw new NewRunNeeded();
      waitBegun(context, what, due);
      const isHeld = context.state.holds.length > 0;
      const ms = Math.max(startOfDayMs(context.state.policy.clock, due) - Date.now(), 1);
      await comeToRest(context);
      if (isHeld) {
        const heldOn = today(context);
        await condition(() => until() || context.inputs.length > 0);
        due = addDays(due, daysBetween(heldOn, today(context)));
        storeAtRest(context);
        // The timer decides: asking the clock again after it could give another answer when the history is replayed.
      } else if (!(await condition(() => until() || context.inputs.length > 0, ms, { summary: what }))) return 'due';
    }
  } finally {
    waitEnded(context);
  }
}

/** Waits for money that moved or a fact, at most until that day. */
export function waitForNews(context: ClaimContext, what: string, dueOn: IsoDate): Promise<'arrived' | 'due'> {
  const { state } = context;
  return wait(context, { for: what, dueOn, until: () => state.hasMoneyMoved || state.facts.length > 0 });
}

/** Waits while the claim is held: nothing is sent meanwhile. */
export async function untilReleased(context: ClaimContext): Promise<void> {
  await applyInputs(context);
  while (context.state.holds.length > 0) {
    await comeToRest(context);
    await condition(() => context.inputs.length > 0);
    await applyInputs(context);
  }
}

/** Waits while the claim is held and nothing arrives: a held claim is not closed, although nobody owes. */
export async function untilNewsOrRelease(context: ClaimContext): Promise<void> {
  await comeToRest(context);
  await condition(() => hasNews(context));
}
