import { setTimeout as pause } from 'node:timers/promises';
import { QueryNotRegisteredError, WorkflowNotFoundError } from '@temporalio/client';

/** How often a query is sent at most, and milliseconds between the first two. */
const attempts = 6;
const firstWaitMs = 100;

/**
 * The answer of a workflow; undefined if Temporal does not keep it. A query fails when events arrived while it waited
 * for a worker (workflows/interceptors.ts); it is sent again then.
 */
export async function answerOf<T>(ask: () => Promise<T>): Promise<T | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      // Temporal's client gives every failed query this class; every claim has registered its queries.
      if (!(error instanceof QueryNotRegisteredError) || attempt === attempts) throw error;
    }
    await pause(firstWaitMs * 2 ** (attempt - 1));
  }
}
