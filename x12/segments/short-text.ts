/**
 * A unique integer key for one to three characters at a place in a byte array; -1 for any other length. Ids and codes
 * are looked up by key without creating strings.
 */
export function keyAt(bytes: Uint8Array, from: number, to: number): number {
  switch (to - from) {
    case 1:
      return bytes[from] ?? 0;
    case 2:
      return 0x10000 | ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0);
    case 3:
      return 0x1000000 | ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    default:
      return -1;
  }
}

/** The same key for a string. */
export function keyOf(text: string): number {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return keyAt(bytes, 0, bytes.length);
}

/**
 * A lookup table from keys of short texts to values. Every segment and code is looked up here, and a Map costs a
 * runtime call each time. Half of the slots stay empty, so that probing ends soon.
 */
export class KeyTable<T> {
  readonly #shift: number;
  readonly #keys: Int32Array;
  readonly #values: (T | undefined)[];

  constructor(entries: readonly (readonly [key: number, value: T])[]) {
    const bits = Math.ceil(Math.log2(entries.length + 1)) + 1;
    this.#shift = 32 - bits;
    this.#keys = new Int32Array(2 ** bits).fill(-1);
    this.#values = new Array<T | undefined>(2 ** bits).fill(undefined);
    for (const [key, value] of entries) {
      const at = this.#find(key);
      this.#keys[at] = key;
      this.#values[at] = value;
    }
  }

  /** Undefined for a key that is not in the table, and for -1. */
  get(key: number): T | undefined {
    return this.#values[this.#find(key)];
  }

  /** The slot that holds a key, or would hold it. */
  #find(key: number): number {
    const keys = this.#keys;
    let at = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    while (keys[at] !== key && keys[at] !== -1) at = (at + 1) & (keys.length - 1);
    return at;
  }
}
