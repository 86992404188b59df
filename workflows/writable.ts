import type { ClaimContext } from './claim-context.ts';
import type { ClaimState } from './state.ts';

/** A claim's state, for the transitions alone. */
export type Writable = { -readonly [Field in keyof ClaimState]: ClaimState[Field] };

/** Fields are assigned one by one, so that a misspelled or mistyped field does not compile. */
export function writable({ state }: ClaimContext): Writable {
  return state;
}
