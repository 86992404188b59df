/** One measurement. `ratio` is relative to `baseline`, measured in the same run. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
}

/** Measurements taken in one run. `--only` takes its name or the name of a measurement. */
export interface Measurement {
  readonly name: string;
  /** Names of its measurements. */
  readonly figures: RegExp;
  /** Takes minutes, and is run only when it is named. */
  readonly isLong?: true;
  readonly run: (options: MeasurementOptions) => Promise<readonly Result[]>;
}

/** Options of a run. */
export interface MeasurementOptions {
  /** Minutes of a measurement that waits. */
  readonly minutes?: number | undefined;
  /** Claims of a measurement with many. */
  readonly claims?: number | undefined;
}

/** The median. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
