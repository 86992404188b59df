/** Claims that are asked about at the same moment: more would keep a small machine from their work. */
const mostAtOnce = 10;

/** Does something for each item, some at once; the results are in the order of the items. */
export async function someAtOnce<T, R>(items: readonly T[], one: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += mostAtOnce)
    results.push(...(await Promise.all(items.slice(from, from + mostAtOnce).map(one))));
  return results;
}
