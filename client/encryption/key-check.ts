import { createHmac } from 'node:crypto';
import type { Key, KeyRing } from './keys.ts';

/** `active` encrypts; `old` still decrypts; nothing may need a `retired` key. */
export type KeyState = 'active' | 'old' | 'retired';

/** A key that an installation knows: enough to recognize it, and nothing to decrypt with. */
export interface KnownKey {
  readonly id: string;
  /** See `checkValueOf`. */
  readonly check: string;
  readonly state: KeyState;
}

/** The keys of a process are not the keys of the installation. The message is one sentence and names key ids only. */
export class KeyProblem extends Error {}

/** Recognizes a key: 32 hexadecimal digits of an HMAC-SHA256 over a fixed text. Says nothing about the key. */
export function checkValueOf({ secret }: Key): string {
  return createHmac('sha256', secret).update('claimloop key check 1').digest('hex').slice(0, 32);
}

/**
 * Throws KeyProblem unless the first key of the ring is known and in use, the ring has the active key, and every known
 * key of the ring has the content that the installation knows.
 */
export function refuseOtherKeys(keys: KeyRing, known: readonly KnownKey[]): void {
  const problem = problemOf(keys, known);
  if (problem !== undefined) throw new KeyProblem(problem);
}

function problemOf(keys: KeyRing, known: readonly KnownKey[]): string | undefined {
  const [first] = keys;
  const stateOf = (key: Key): KeyState | undefined => known.find(({ id }) => id === key.id)?.state;
  const active = known.find(({ state }) => state === 'active');
  const changed = keys.find((key) => known.some(({ id, check }) => id === key.id && check !== checkValueOf(key)));
  if (changed) return sameId(changed.id);
  if (!active || !stateOf(first) || !keys.some(({ id }) => id === active.id)) return otherKeys(active?.id, keys);
  if (stateOf(first) === 'retired') return `Key ${first.id} is retired: put key ${active.id} first.`;
  return undefined;
}

/** The sentence about keys that do not include the one that the installation encrypts with. */
export function otherKeys(active: string | undefined, keys: KeyRing): string {
  const ours = keys.map(({ id }) => id).join(', ');
  return `These are not the keys of this installation: it encrypts with key ${active}; the keys given are ${ours}.`;
}

/** The sentence about a key with the id and not the content of a key of the installation. */
export function sameId(id: string): string {
  return `Key ${id} is not the key ${id} of this installation: only the id is the same.`;
}
