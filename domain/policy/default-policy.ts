import type { BusinessClock } from '../clock.ts';
import { cents } from '../money.ts';
import type { ClaimPolicy } from './policy.ts';

/** What a policy profile may change: anything but the clock, which is settled once an installation. */
export type PolicyProfile = Partial<Omit<ClaimPolicy, 'clock'>>;
/** Profiles of an installation, by the name that intakes use. */
export type PolicyProfiles = Readonly<Record<string, PolicyProfile>>;

/**
 * What holds where a profile says nothing: the cautious side of what payers and states are known to set.
 * @source research/product.md 3a to 3c, named line by line
 */
export const defaultPolicy: Omit<ClaimPolicy, 'clock'> = {
  // 3a: alarm three business days after sending; five calendar days always hold three of them, holidays counted.
  acknowledgementDays: 5,
  // 3a: commercial prompt pay, 30 days electronic, 45 where a state is slow.
  remittanceDays: 45,
  // Identical bytes once more, then a person: a file lost twice is a fault of the connection.
  maxResends: 1,
  // research/edi.md 4.9: at most two automatic resubmissions of one claim.
  maxAutomaticCorrections: 2,
  // 3b: unknown commercial payer, 90 days from the service for the claim and from the remittance for its correction.
  timelyFilingDays: 90,
  correctedClaimDays: 90,
  // Two weeks, and then the question is escalated: short of the 15 days at which 3b acts by itself.
  workItemDays: 14,
  // 3c: statements on day 0, 30 and 60, the final notice on day 90, the gate to the agency on day 120.
  statementDays: [0, 30, 60, 90],
  finalNoticeDays: 30,
  // 3c: below 5.00 a balance costs more than it brings; below 25.00 agencies do not take it.
  smallBalanceCents: cents(500),
  minimumPlacementCents: cents(2500),
  // 3c: returned after twelve months; the agency acknowledges within two business days, so a silent week is a fault.
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

function own(profiles: PolicyProfiles, name: string): PolicyProfile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
