import { sleep } from '@temporalio/workflow';
import type { Decision, DecisionResult } from '../activities/worklist-contract.ts';
import { files } from './activity-options.ts';
import { database } from './database.ts';

/**
 * Does what a person decided about a stored file or a question of the worklist. Claims that waited for the answer are
 * signaled at once; the next visit to a partner signals those that are left.
 */
export async function decide(decision: Decision): Promise<DecisionResult> {
  const result = await database.decide(decision);
  if (result.outcome === 'done' && result.resumed)
    await Promise.race([files.signalClaims({}), sleep('20 seconds', { summary: 'The claims to be signaled' })]);
  return result;
}
