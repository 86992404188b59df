import { without } from './mutate.ts';
import type { Source } from './sources.ts';

/** Replacements of a byte: special characters, and digits and letters with one bit flipped. */
const others = [42, 58, 94, 126, 0, 255, 10, 32, 45, 46, 48, 57];

/** Changes of one byte: deleted, replaced, or the file truncated before it. */
const changes: readonly ((bytes: Uint8Array, at: number) => Uint8Array)[] = [
  (bytes, at) => without(bytes, at, 1),
  (bytes, at) => bytes.with(at, otherByte(bytes[at] ?? 0, at)),
  (bytes, at) => bytes.subarray(0, at),
];

function otherByte(byte: number, at: number): number {
  return at % 2 === 0 ? byte ^ 1 : (others[(at >> 1) % others.length] ?? 0);
}

/** The number of possible one-byte changes of a file. */
export function changesOf(bytes: Uint8Array): number {
  return bytes.length * changes.length;
}

/** The file after the change with this number. */
export function changedAt(bytes: Uint8Array, number: number): Uint8Array {
  const change = changes[number % changes.length];
  return change ? change(bytes, Math.floor(number / changes.length)) : bytes;
}

/** The same over several files in sequence; undefined past the last. */
export function changedInAny(sources: readonly Source[], number: number): Uint8Array | undefined {
  let rest = number;
  for (const { bytes } of sources) {
    if (rest < changesOf(bytes)) return changedAt(bytes, rest);
    rest -= changesOf(bytes);
  }
  return undefined;
}
