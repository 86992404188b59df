import type { ClaimContext } from './claim-context.ts';
import type { UnstoredNote } from './state.ts';
import { writable } from './writable.ts';

// Transitions of the inputs that could not be stored.

/** The newest that are named. */
const notesKept = 200;

/** An input of a person could not be stored. */
export function inputUnstored(context: ClaimContext, input: UnstoredNote): void {
  writable(context).unstoredInputs = [...context.state.unstoredInputs, input].slice(-notesKept);
}

/** An input that could not be stored is stored. */
export function inputStored(context: ClaimContext, key: string): void {
  writable(context).unstoredInputs = context.state.unstoredInputs.filter((input) => input.key !== key);
}
