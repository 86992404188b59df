/** Rows that one statement writes, and claim payments that one transaction posts. */
export const batchSize = 500;

/** Splits a list into batches, each for one statement. */
export function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += batchSize) yield list.slice(start, start + batchSize);
}
