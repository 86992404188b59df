/** Waits at most `ms` milliseconds for the work, then throws. The work is not stopped; its result is ignored. */
export async function deadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('deadline exceeded')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Splits bytes into chunks. Each chunk gets its own deadline, so that a large file that makes progress is not aborted.
 */
export function* chunksOf(
  bytes: Uint8Array,
  chunkBytes: number,
): Generator<{ readonly offset: number; readonly length: number }> {
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes)
    yield { offset, length: Math.min(chunkBytes, bytes.byteLength - offset) };
}
