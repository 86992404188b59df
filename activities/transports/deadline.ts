/** Waits for the work for at most `ms` milliseconds. Throws then; the work itself goes on unseen. */
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

/** Splits bytes into chunks. With a deadline for each, a large file that makes progress is not cut off. */
export function* chunksOf(
  bytes: Uint8Array,
  chunkBytes: number,
): Generator<{ readonly offset: number; readonly length: number }> {
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes)
    yield { offset, length: Math.min(chunkBytes, bytes.byteLength - offset) };
}
