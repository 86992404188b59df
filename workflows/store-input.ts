import { ApplicationFailure } from '@temporalio/workflow';
import type { ClaimContext, UnstoredInput } from './claim-context.ts';
import { database } from './database.ts';
import { inputStored, inputUnstored } from './input-transitions.ts';
import { recordOf, recordStored } from './rest.ts';
import { note } from './standing.ts';

/** Stores an input with its author, time and outcome. One that cannot be stored is kept, and `reconcile` lists it. */
export async function storeInput(context: ClaimContext, input: UnstoredInput): Promise<void> {
  const { claimId, unstoredInputs } = context.state;
  const { key, kind, content, at } = input;
  const wasUnstored = unstoredInputs.some((one) => one.key === key);
  if (wasUnstored) inputStored(context, key);
  const standing = recordOf(context);
  try {
    await database.recordInput({ ...input, claimId, standing });
    recordStored(context, standing);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    // The claim goes on, and the input stays in the workflow's history.
    context.unstored.push(input);
    inputUnstored(context, { key, kind, at, by: authorOf(content) });
    if (!wasUnstored) note(context, `The text of ${kind} could not be stored (${error.type ?? 'unknown'}).`);
  }
}

/** Who sent an input; null if it names nobody. */
function authorOf(content: unknown): string | null {
  if (typeof content !== 'object' || content === null) return null;
  const { by, approvedBy } = content as { readonly by?: unknown; readonly approvedBy?: unknown };
  const author = by ?? approvedBy;
  return typeof author === 'string' ? author.slice(0, 200) : null;
}
