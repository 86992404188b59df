/** What a person is asked: what was found and what can be done, in our own words, without PHI. */
export interface Question {
  readonly kind: 'coding' | 'coverage' | 'correction' | 'silence' | 'timely-filing' | 'agency';
  readonly found: string;
  readonly canDo: string;
  /** Denial category, where the question comes from a payer's answer. */
  readonly category?: string;
}
