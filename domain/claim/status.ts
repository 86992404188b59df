/**
 * Where a claim stands, in one word. The workflow is its only writer. Rejected was never adjudicated (999, 277CA);
 * denied was adjudicated and paid nothing: the two are never swapped.
 */
export const claimStatuses = {
  INTAKE: 'Received; being stored and checked',
  CODING_REVIEW: 'A coder must settle the codes',
  COVERAGE_REVIEW: 'Benefits or coverage need a person',
  NEEDS_CORRECTION: 'A person must correct the claim',
  SUBMITTING: 'Checked and being sent',
  SUBMITTED: 'Sent; the payer has not answered',
  ACCEPTED: 'Accepted into adjudication by the payer (277CA A2)',
  REJECTED: 'Refused before adjudication (999, TA1 or 277CA)',
  DENIED: 'Adjudicated and not paid as billed',
  CORRECTING: 'A rule is correcting the claim',
  PATIENT_DUE: 'Every payer is done; the patient owes',
  FINAL_NOTICE: 'Final notice sent; the clock before placement runs',
  PLACED: 'With the collection agency',
  ON_HOLD: 'Held by name; nothing is sent until it is released',
  SETTLED: 'Nobody owes anything',
  WRITTEN_OFF: 'Closed; what was left is written off with a reason',
  REFUSED: 'Never opened: its externalId belongs to another claim',
} as const;

/** One word from the one list of statuses. */
export type ClaimStatus = keyof typeof claimStatuses;

/** Who acts next on a claim. */
export const owners = ['PAYER', 'BILLER', 'CODER', 'PROVIDER', 'PATIENT', 'AGENCY', 'SYSTEM', 'NONE'] as const;
/** Who acts next on a claim: SYSTEM when claimloop itself is about to act, NONE when the claim is closed. */
export type Owner = (typeof owners)[number];

/** Whether a claim in this status is closed: no one acts any more. */
export function isClosed(status: ClaimStatus): boolean {
  return status === 'SETTLED' || status === 'WRITTEN_OFF' || status === 'REFUSED';
}
