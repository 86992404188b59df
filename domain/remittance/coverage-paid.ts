import type { Cents } from '../money.ts';
import type { CoveragePlace } from './adjustment-class.ts';
import type { BilledClaim } from './billed-claim.ts';
import { samePayer } from './payer-name.ts';
import type { ClaimPayment } from './remittance.ts';

/** Who sent a remittance: N1*PR. */
export interface Remitter {
  readonly payerName: string;
  readonly payerId?: string;
}

const places: Readonly<Record<string, CoveragePlace>> = { 1: 1, 19: 1, 2: 2, 20: 2, 3: 3, 21: 3 };

/**
 * The coverage that a claim payment speaks for. Its status says so (CLP02: 1 and 19 primary, 2 and 20 secondary, 3 and
 * 21 tertiary), if the patient file has that coverage and no other coverage is the only one with the remitter's name.
 * Otherwise the remitter's coverage, of several the one that owes; else the first that owes, else the primary.
 * `owed` is what each coverage owes, in their order.
 */
export function coveragePaid(
  { statusCode }: Pick<ClaimPayment, 'statusCode'>,
  { coverages }: Pick<BilledClaim, 'coverages'>,
  remitter: Remitter,
  owed: readonly Cents[],
): CoveragePlace {
  const all = coverages.map((coverage, index) => ({ coverage, place: (index + 1) as CoveragePlace }));
  const stated = all.find(({ place }) => place === places[statusCode]);
  const theirs = all.filter(({ coverage }) => samePayer(coverage, remitter));
  if (stated && (theirs.length === 0 || theirs.includes(stated))) return stated.place;
  const owing = (some: typeof all) => some.find(({ place }) => (owed[place - 1] ?? 0) > 0);
  return (owing(theirs) ?? theirs[0] ?? owing(all))?.place ?? 1;
}
