import { signals } from './activity-options.ts';

/**
 * Signals claims the facts in the outbox, one workflow for as long as the installation exists. Its one activity waits
 * for facts and never returns, so that a file with thousands of claims adds no event here.
 */
export async function signaling(): Promise<never> {
  return signals.signalClaims({});
}
