/** What a reader puts up with before it stops with a reason: no honest file comes near. */
export interface Limits {
  /** Bytes of one segment with its terminator; so of its elements, their repetitions and components too. */
  readonly segmentBytes: number;
  /** Elements of one segment. */
  readonly elements: number;
  /** Segments of one file. */
  readonly segments: number;
  /** Interchanges, groups, sets and TA1 segments of one file: something is kept of each. */
  readonly envelopes: number;
  /** Bytes of one file that is read piece by piece. */
  readonly fileBytes: number;
  /** Bytes of one file that is held in memory whole. */
  readonly heldBytes: number;
  /** Findings that are kept of one transaction set, and of one interchange; later ones are only counted. */
  readonly findings: number;
  /** Findings of its sets that are kept of one file; behind them each set keeps `fewFindings`. */
  readonly fileFindings: number;
  readonly fewFindings: number;
}

/** What holds unless a caller says otherwise. Loops nest only as deep as the guides let them: eight levels. */
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
