import { type Coverage, coverages, type Party } from './accounts.ts';

/** Who owes what a coverage leaves to the patient: the next coverage of the patient file, or the patient. */
export function nextParty(coverage: Coverage, insurance: readonly unknown[]): Party {
  const place = coverages.indexOf(coverage) + 1;
  return (place < insurance.length ? coverages[place] : undefined) ?? 'patient';
}
