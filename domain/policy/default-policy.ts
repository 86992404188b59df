import type { BusinessClock } from '../clock.ts';
import { cents } from '../money.ts';
import type { PolicyProfiles, PolicySettings } from '../schema/policy-profiles.ts';
import type { ClaimPolicy } from './policy.ts';

/**
 * The waits and limits when a profile sets none: the cautious end of what payers and states use. Each line has its
 * source.
 */
export const defaultPolicy: PolicySettings = {
  // A payer's 277CA comes within two business days; five calendar days usually include three business days.
  acknowledgmentDays: 5,
  // State prompt-pay laws give 30 days for an electronic claim, and up to 45 in some states.
  remittanceDays: 45,
  // One resend, then a person: a file that is lost twice indicates a connection fault.
  maxResends: 1,
  // Two automatic corrections; a claim that still fails needs a person.
  maxAutomaticCorrections: 2,
  // The limits of payers and programs are in deadline-rules.ts; a profile adds those of contracts.
  deadlines: [],
  // Escalation after two weeks, while most filing limits have not passed.
  workItemDays: 14,
  // Four statements in 90 days, the last one a final notice, and 30 more days: 26 CFR 1.501(r)-6 and New Jersey's
  // P.L.2024 c.48 require 120 days from the first bill before collection.
  statementDays: [0, 30, 60, 90],
  finalNoticeDays: 30,
  // Below $5.00, collection costs more than the balance; below $25.00, agencies refuse it. Industry practice (AAPC).
  smallBalanceCents: cents(500),
  minimumPlacementCents: cents(2500),
  // Industry practice: agencies return accounts after twelve months, and acknowledge placements in two business days.
  placementDays: 365,
  agencyAcknowledgmentDays: 7,
  // An office with one biller could approve nothing; a larger one sets its limits.
  approvalAboveCents: {},
};

/**
 * The policy of a claim: the default policy, changed by the profile "default" and then by the profile of the intake.
 * Undefined for an unknown profile. The profile "default" always exists.
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
