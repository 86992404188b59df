/** One check of the audit: how many things it has looked at, and what it found wrong. */
export interface Check {
  readonly name: string;
  readonly seen: number;
  readonly findings: readonly string[];
}
