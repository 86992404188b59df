import type { Decision, DecisionResult } from '../activities/worklist-contract.ts';
import { database } from './database.ts';

/** Does what a person decided about a stored file or a question of the worklist. */
export async function decide(decision: Decision): Promise<DecisionResult> {
  return database.decide(decision);
}
