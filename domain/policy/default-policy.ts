import type { BusinessClock } from '../clock.ts';
import { cents } from '../money.ts';
import type { PolicyProfiles, PolicySettings } from '../schema/policy-profiles.ts';
import type { ClaimPolicy } from './policy.ts';

/**
 * What holds where a profile says nothing: the cautious side of what payers and states are known to set. Each line
 * names where its value comes from.
 */
export const defaultPolicy: PolicySettings = {
  // A payer's 277CA comes within two business days; five calendar days mostly hold three of them.
  acknowledgementDays: 5,
  // State prompt-pay laws give 30 days for an electronic claim, and up to 45 in some states.
  remittanceDays: 45,
  // Identical bytes once more, then a person: a file lost twice is a fault of the connection.
  maxResends: 1,
  // Two attempts that a rule makes by itself; what still fails then needs somebody who understands why.
  maxAutomaticCorrections: 2,
  // The shortest windows that large commercial payers set (UnitedHealthcare and Cigna in network): 90 days from the
  // service for the claim, and from the remittance for its correction. Medicare gives a year (42 CFR 424.44).
  timelyFilingDays: 90,
  correctedClaimDays: 90,
  // Two weeks, and then the question is escalated, while most filing windows are still open.
  workItemDays: 14,
  // Four bills in 90 days, the last one the final notice, and 30 days more: 120 days from the first bill is what
  // 26 CFR 1.501(r)-6 and New Jersey's P.L.2024 c.48 ask for before collection.
  statementDays: [0, 30, 60, 90],
  finalNoticeDays: 30,
  // Below 5.00 a balance costs more than it brings; below 25.00 agencies do not take it. Trade practice (AAPC).
  smallBalanceCents: cents(500),
  minimumPlacementCents: cents(2500),
  // Trade practice: back after twelve months; acknowledged in two business days, so a silent week is a fault.
  placementDays: 365,
  agencyAcknowledgementDays: 7,
};

/**
 * The policy of a claim: the default, changed by the profile that its intake names. Undefined for a profile that is
 * not known: a claim must not run on waits that nobody chose. "default" always exists and can itself be changed.
 */
export function policyFor(profile: string, clock: BusinessClock, profiles: PolicyProfiles): ClaimPolicy | undefined {
  const base = { ...defaultPolicy, ...own(profiles, 'default'), clock };
  if (profile === 'default') return base;
  const chosen = own(profiles, profile);
  return chosen && { ...base, ...chosen, clock };
}

function own(profiles: PolicyProfiles, name: string): PolicyProfiles[string] | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
