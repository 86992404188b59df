/** Largest file that is taken in, in bytes. */
export const largestFileBytes = 128 * 1024 * 1024;
/** Milliseconds a file must lie unchanged before it is whole. */
export const settleMs = 150;

/**
 * Whether a name from outside may be used as one: never a path, nothing that hides or is still being written, no
 * control characters, at most 200 bytes.
 */
export function isHarmlessName(name: string): boolean {
  return (
    /^[^/\\\p{Cc}]+$/u.test(name) &&
    Buffer.byteLength(name) <= 200 &&
    !name.startsWith('.') &&
    !/\.(tmp|part|filepart)$/i.test(name)
  );
}
