/** A fault that a payer or a clearinghouse would refuse the claim for, found before it is sent. */
export interface Finding {
  /** Name of the rule, e.g. "service-date-in-future". */
  readonly rule: string;
  /** Where in the intake, e.g. "claim.serviceLines[0].modifiers". */
  readonly path: string;
  /** What is wrong, in our own words, without PHI. */
  readonly message: string;
  /** What would mend it, where only one thing can. */
  readonly fix?: string;
}
