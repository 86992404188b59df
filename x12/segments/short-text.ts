/**
 * A number that stands for a text of one to three characters and for no other, given where it stands; -1 for a text of
 * another length. Ids and codes are found by it without cutting them out.
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

/** The same number for a text at hand. */
export function keyOf(text: string): number {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return keyAt(bytes, 0, bytes.length);
}

/**
 * What belongs to each of some short texts, by their keys. Every segment and every code is looked up in such a table; a
 * Map would be a call into the runtime each time. It is half empty, so that a search ends soon.
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

  /** Undefined for what is not there, and for the key -1. */
  get(key: number): T | undefined {
    return this.#values[this.#find(key)];
  }

  /** Where a key stands, or would. */
  #find(key: number): number {
    const keys = this.#keys;
    let at = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    while (keys[at] !== key && keys[at] !== -1) at = (at + 1) & (keys.length - 1);
    return at;
  }
}
