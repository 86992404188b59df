import type { Decision, DecisionResult } from '../activities/worklist-contract.ts';
import { database } from './database.ts';

/**
 * Does what a person decided about a stored file or a question of the worklist. Facts for the claims that waited for
 * the answer are then in the outbox.
 */
export async function decide(decision: Decision): Promise<DecisionResult> {
  return database.decide(decision);
}
