import type { BusinessClock } from '../clock.ts';
import type { PolicySettings } from '../schema/policy-profiles.ts';

/**
 * Every wait and limit of one claim, in days and cents; the schema says what each is for. Decided when the claim opens
 * and recorded with it, so that a later change of the defaults never moves a clock that already runs.
 */
export interface ClaimPolicy extends PolicySettings {
  readonly clock: BusinessClock;
}
