/**
 * What a workflow receives in place of an input that was not encrypted. Some tool had sent it in plain text: it is not
 * taken, and not dropped without a word either. Input handlers look for it and refuse.
 */
export interface RefusedPayload {
  readonly claimloopRefusedPayload: 'not encrypted';
}

/** The one value of its kind. */
export const refusedPayload: RefusedPayload = { claimloopRefusedPayload: 'not encrypted' };

/** Whether an input stands for one that was refused because it was not encrypted. */
export function isRefusedPayload(input: unknown): input is RefusedPayload {
  return typeof input === 'object' && input !== null && 'claimloopRefusedPayload' in input;
}
