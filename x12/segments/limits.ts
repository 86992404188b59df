/** Bounds on resource use. Reading stops with a reason when one is exceeded; all are well above real files. */
export interface Limits {
  /** Bytes of one segment, terminator included. Also bounds its elements, repetitions and components. */
  readonly segmentBytes: number;
  /** Elements of one segment. */
  readonly elements: number;
  /** Segments of one file. */
  readonly segments: number;
  /** Interchanges, groups, sets and TA1 segments in one file, because the reader keeps something for each. */
  readonly envelopes: number;
  /** Bytes of one file that is read in chunks. */
  readonly fileBytes: number;
  /** Bytes of one file that is held in memory as a whole. */
  readonly heldBytes: number;
  /** Findings kept for one transaction set and for one interchange; later ones are only counted. */
  readonly findings: number;
  /** Findings kept for all sets of one file; after that each set keeps `fewFindings`. */
  readonly fileFindings: number;
  readonly fewFindings: number;
}

/** Default limits. Loop nesting needs no limit: the guides nest at most eight levels. */
export const usualLimits: Limits = {
  segmentBytes: 100_000,
  elements: 500,
  segments: 1_000_000_000,
  envelopes: 1_000_000,
  fileBytes: 100_000_000_000,
  heldBytes: 500_000_000,
  findings: 1_000,
  fileFindings: 100_000,
  fewFindings: 10,
};
