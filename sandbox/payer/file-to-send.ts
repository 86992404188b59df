import type { Envelope } from '../write/envelope.ts';

/** A file that the payer will send, and when after the arrival. */
export interface FileToSend {
  readonly dueMs: number;
  /** Beginning of its name: ta1, 999, 277, 835 or bytes. */
  readonly kind: string;
  readonly copies: number;
  readonly write: (envelope: Envelope) => Uint8Array;
}
