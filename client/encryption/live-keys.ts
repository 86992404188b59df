import type { Key, KeyRing } from './keys.ts';

/** Milliseconds between two attempts to read the keys again. */
const rereadMs = 1_000;

/**
 * The keys of a process. Reads them again when it meets a key that it does not have: after `claimloop keys rotate`, the
 * first value of the new key makes every process use it, without a restart.
 */
export class LiveKeys {
  #ring: KeyRing;
  readonly #reread: (() => KeyRing) | undefined;
  #readAt = -rereadMs;

  /** `reread` reads the sources of the keys; without it the keys never change. */
  constructor(ring: KeyRing, reread?: () => KeyRing) {
    this.#ring = ring;
    this.#reread = reread;
  }

  get ring(): KeyRing {
    return this.#ring;
  }

  /** The key that encrypts. */
  get first(): Key {
    return this.#ring[0];
  }

  /** The last key of the ring: new keys are put before it. */
  get oldest(): Key {
    return this.#ring.at(-1) ?? this.#ring[0];
  }

  find(id: string | undefined): Key | undefined {
    const inRing = (): Key | undefined => this.#ring.find((key) => key.id === id);
    const found = inRing();
    if (found || !this.#reread || performance.now() - this.#readAt < rereadMs) return found;
    this.#readAt = performance.now();
    const ring = readOrUndefined(this.#reread);
    // Only a file with the wanted key is newer; a file that is being edited is not read.
    if (ring?.some((key) => key.id === id)) this.#ring = ring;
    return inRing();
  }
}

/** The keys themselves, or keys that never change. */
export function liveKeys(keys: KeyRing | LiveKeys): LiveKeys {
  return keys instanceof LiveKeys ? keys : new LiveKeys(keys);
}

function readOrUndefined(reread: () => KeyRing): KeyRing | undefined {
  try {
    return reread();
  } catch {
    return undefined;
  }
}
