import { ActivityFailure, ApplicationFailure, sleep, TimeoutFailure } from '@temporalio/workflow';
import type { DatabaseActivities } from '../activities/contract.ts';
import { localDatabase } from './activity-options.ts';

/** Milliseconds to wait after the first and between later rounds of attempts. */
const firstWaitMs = 30_000;
const longestWaitMs = 600_000;
/** Rounds for a failure that may pass but is no outage: a quarter of an hour. */
const roundsForOthers = 6;

type Step = (input: unknown) => Promise<unknown>;

/**
 * The steps in the database. While it does not answer they are tried again after a durable wait, however long that
 * lasts; after another failure that may pass, for a quarter of an hour. What is left then reaches the caller.
 */
export const database: DatabaseActivities = new Proxy(localDatabase, {
  get: (steps, name) => (input: unknown) => inRounds(() => (Reflect.get(steps, name) as Step)(input)),
});

async function inRounds(step: () => Promise<unknown>): Promise<unknown> {
  let waitMs = firstWaitMs;
  for (let round = 1; ; round += 1) {
    try {
      return await step();
    } catch (error) {
      if (!mayPass(error, round)) throw error;
    }
    await sleep(waitMs, { summary: 'The database to answer' });
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }
}

function mayPass(error: unknown, round: number): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return true;
  if (!(cause instanceof ApplicationFailure) || cause.nonRetryable) return false;
  return cause.type === 'database-away' || round < roundsForOthers;
}
