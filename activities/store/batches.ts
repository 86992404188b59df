/** Rows written by one statement. */
const batchSize = 500;

/** Splits a list into batches that one statement can write. */
export function* batchesOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += batchSize) yield list.slice(start, start + batchSize);
}
