/** Pseudorandom numbers from a seed: the same seed gives the same numbers. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to 1. */
  next(): number {
    // Mulberry32: small, and good enough to vary test files.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number in a range, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True with the given probability. */
  happens(likelihood: number): boolean {
    return this.next() < likelihood;
  }

  /** One of several. */
  of<const A extends readonly [unknown, ...unknown[]]>(some: A): A[number] {
    return some[Math.floor(this.next() * some.length)];
  }

  /** A number of distinct items, in their order. */
  some<T>(all: readonly T[], count: number): readonly T[] {
    const left = [...all.keys()];
    const taken: number[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(this.between(0, left.length - 1), 1));
    return taken.toSorted((one, other) => one - other).flatMap((index) => all[index] ?? []);
  }

  /** Digits. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.between(0, 9)).join('');
  }

  /** Cents from one amount to another. */
  cents(least: number, most: number): number {
    return this.between(least, most);
  }

  /** A day of the year 2026 from the first of January, counted in days. */
  day(first: number, last: number): string {
    return dayOf2026(this.between(first, last));
  }
}

const months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The date that many days after January 1, 2026. */
export function dayOf2026(days: number): string {
  let left = days;
  for (const [index, length] of months.entries()) {
    if (left < length) return `2026-${String(index + 1).padStart(2, '0')}-${String(left + 1).padStart(2, '0')}`;
    left -= length;
  }
  return '2026-12-31';
}
