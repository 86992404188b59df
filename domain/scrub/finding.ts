import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';

/** A claim as it is about to be sent. */
export interface Scrubbing {
  readonly intake: Intake;
  readonly today: IsoDate;
  /** The last day on which the payer must have the claim, or its replacement. */
  readonly timelyFilingOn: IsoDate;
}

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
