import { createHash } from 'node:crypto';

/** Draws that the seed decides: the same seed gives the same plan. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  /** One of a list. Throws if it is empty. */
  pick<T>(list: readonly T[]): T;
}

/** A sequence of draws for a purpose. */
export function randomOf(seed: number, purpose: string): Random {
  let count = 0;
  const below = (limit: number): number => {
    count += 1;
    return createHash('sha256').update(`${seed}:${purpose}:${count}`).digest().readUInt32BE(0) % limit;
  };
  return {
    below,
    pick: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
