import type { BusinessClock } from '../clock.ts';
import type { PolicySettings } from '../schema/policy-profiles.ts';

/**
 * The waits and limits of one claim, in days and cents; the schema describes each. They are recorded when the claim
 * opens, so a later change of the defaults does not affect an open claim.
 */
export interface ClaimPolicy extends PolicySettings {
  readonly clock: BusinessClock;
}
