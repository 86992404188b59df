import { setTimeout as after } from 'node:timers/promises';
import { Context } from '@temporalio/activity';

/**
 * Waits that long, in milliseconds, within an activity; throws its CancelledFailure as soon as it is canceled. Unlike
 * `Context.sleep`, which adds to a promise that lives as long as the activity, it leaves nothing behind.
 */
export async function pause(ms: number): Promise<void> {
  const signal = Context.current().cancellationSignal;
  // The abort is thrown with its reason.
  await after(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  signal.throwIfAborted();
}
