import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Fact } from '../domain/claim/facts.ts';
import { claimWorkflowId, factSignal } from '../workflows/messages.ts';

/** Signals facts to claims. `gone` when no such claim is open any more. */
export function tellClaimsBy(client: Client): (claimId: string, facts: readonly Fact[]) => Promise<'told' | 'gone'> {
  return async (claimId, facts) => {
    try {
      await client.workflow.getHandle(claimWorkflowId(claimId)).signal(factSignal, ...facts);
      return 'told';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'gone';
      throw error;
    }
  };
}
