import { type Coverage, coverages, type Party } from './accounts.ts';

const placeOf: Readonly<Record<string, number>> = { 1: 0, 19: 0, 2: 1, 20: 1, 3: 2, 21: 2 };

/**
 * The coverage that a claim payment of that status (CLP02) speaks for: processed as primary, secondary or tertiary, or
 * so and forwarded; the first coverage if the status does not say, or if the patient file has no such coverage.
 */
export function payingCoverage(statusCode: string, insurance: readonly unknown[]): Coverage {
  const place = Object.hasOwn(placeOf, statusCode) ? (placeOf[statusCode] ?? 0) : 0;
  return (place < insurance.length ? coverages[place] : undefined) ?? 'coverage-1';
}

/** Who owes what a coverage leaves to the patient: the next coverage of the patient file, or the patient. */
export function nextParty(coverage: Coverage, insurance: readonly unknown[]): Party {
  const place = coverages.indexOf(coverage) + 1;
  return (place < insurance.length ? coverages[place] : undefined) ?? 'patient';
}
