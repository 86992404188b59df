import { CancellationScope } from '@temporalio/workflow';
import type { ClaimContext } from './claim-context.ts';
import { storeStanding } from './rest.ts';
import { storeInput } from './store-input.ts';

/**
 * Stores again where the claim stands, its timeline, and the inputs that could not be stored. True if nothing is left;
 * an input of an earlier run is left, since only the history of that run has its text.
 */
export async function storeAgain(context: ClaimContext): Promise<boolean> {
  if (!context.isOpen) return false;
  return CancellationScope.nonCancellable(async () => {
    for (const input of context.unstored.splice(0)) await storeInput(context, input);
    context.stored = { state: '', lines: 0 };
    return (await storeStanding(context)) && context.state.unstoredInputs.length === 0;
  });
}
