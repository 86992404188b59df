/** The submission that an answer refers to. */
export interface Subject {
  readonly claimId: string;
  readonly submission: number;
}

/** One acknowledgment of one submission, as it is stored. */
export interface Answer {
  /** Position of the segment in its set, ST = 1. */
  readonly position: number;
  readonly kind: 'TA1' | '999' | '277CA';
  readonly subject: Subject | undefined;
  readonly verdict: string;
  readonly detail: object;
}

/** The submission that our number of a batch (BHT03) names, `<claim>-<submission>`; undefined for any other text. */
export function submissionNamed(reference: string): Subject | undefined {
  const match = /^([A-Z0-9]+)-(\d{1,6})$/.exec(reference);
  return match?.[1] === undefined ? undefined : { claimId: match[1], submission: Number(match[2]) };
}
