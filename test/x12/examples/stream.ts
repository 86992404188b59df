import { FileReader } from '../../../x12/index.ts';

/** Counts claims in a file of any size, given in chunks, in memory that does not grow. */
export function countClaims(chunks: Iterable<Uint8Array>): number {
  let claims = 0;
  const reader = new FileReader({
    set: () => ({
      take(segment) {
        if (segment.id === 'CLM' || segment.id === 'CLP') claims += 1;
      },
      end: () => undefined,
    }),
  });
  for (const chunk of chunks) reader.push(chunk);
  const stop = reader.end();
  if (stop) throw new Error(`${stop.reason} (segment ${stop.segment}, byte ${stop.offset})`);
  return claims;
}
