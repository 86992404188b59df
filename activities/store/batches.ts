/** Rows that one statement writes. */
const batchSize = 500;

/** Splits a list into batches, each for one statement. */
export function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += batchSize) yield list.slice(start, start + batchSize);
}
