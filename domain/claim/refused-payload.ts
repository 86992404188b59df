/**
 * What a workflow receives instead of an input that was not encrypted. Input handlers check for it and reject the input
 * visibly.
 */
export interface RefusedPayload {
  readonly claimloopRefusedPayload: 'not encrypted';
}

/** The only value of this type. */
export const refusedPayload: RefusedPayload = { claimloopRefusedPayload: 'not encrypted' };

/** Whether an input replaces one that was not encrypted. */
export function isRefusedPayload(input: unknown): input is RefusedPayload {
  return typeof input === 'object' && input !== null && 'claimloopRefusedPayload' in input;
}
