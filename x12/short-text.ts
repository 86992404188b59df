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
