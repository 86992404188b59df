import type { Reconciling, Reconciliation } from '../activities/reconcile-contract.ts';
import { comparison } from './activity-options.ts';

/** Compares PostgreSQL with Temporal and the partners' mailboxes, for a client, which has no access to either. */
export async function reconcile(input: Reconciling): Promise<Reconciliation> {
  return comparison.reconcile(input);
}
