import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';

/** A claim that is about to be sent. */
export interface Scrubbing {
  readonly intake: Intake;
  readonly today: IsoDate;
  /** The last day on which the payer accepts the claim, or its replacement. */
  readonly timelyFilingOn: IsoDate;
}

/** A fault for which a payer or clearinghouse would reject the claim. */
export interface Finding {
  /** Name of the rule, e.g. "service-date-in-future". */
  readonly rule: string;
  /** Path in the intake, e.g. "claim.serviceLines[0].modifiers". */
  readonly path: string;
  /** What is wrong. Holds no PHI. */
  readonly message: string;
  /** How to correct it; absent when several corrections are possible. */
  readonly fix?: string;
}
