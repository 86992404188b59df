/** One figure; `ratio` is to `baseline`, measured beside it in the same run. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
}

/** A group of figures that come out of one run. `--only` takes its name, or the name of a figure. */
export interface Measurement {
  readonly name: string;
  /** How its figures are called. */
  readonly figures: RegExp;
  readonly run: () => Promise<readonly Result[]>;
}

/** The middle one of figures, or the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
