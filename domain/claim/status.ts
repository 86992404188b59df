/**
 * The statuses of a claim and their descriptions. Only the workflow sets them. A rejected claim was never adjudicated
 * (999, 277CA); a denied claim was adjudicated and not paid.
 */
export const claimStatuses = {
  INTAKE: 'Received; being stored and checked',
  CODING_REVIEW: 'A coder must check the codes',
  COVERAGE_REVIEW: 'A person must check the coverage',
  NEEDS_CORRECTION: 'A person must correct the claim',
  PAST_FILING_LIMIT: 'Not sent; the timely filing limit has passed',
  SUBMITTING: 'Checked; being sent',
  SUBMITTED: 'Sent; no answer from the payer yet',
  ACCEPTED: 'Accepted into adjudication by the payer (277CA A2)',
  REJECTED: 'Rejected before adjudication (999, TA1 or 277CA)',
  DENIED: 'Adjudicated and not paid as billed',
  CORRECTING: 'A rule is correcting the claim',
  PATIENT_DUE: 'The payer has finished; the patient owes',
  FINAL_NOTICE: 'Final notice sent; placement follows if it is not paid',
  PLACED: 'Placed with the collection agency',
  CREDIT_BALANCE: 'Overpaid; a person must decide about the credit',
  REOPENED: 'Something happened after it was closed; finding who owes',
  ON_HOLD: 'On hold; nothing is sent until a person releases it',
  SETTLED: 'Nobody owes anything',
  WRITTEN_OFF: 'Closed; the rest is written off with a reason',
  WITHDRAWN: 'Closed by a person; the payer was not sent it, or did not process it',
  REFUSED: 'Not opened; the patient file was refused',
} as const;

/** A claim status. */
export type ClaimStatus = keyof typeof claimStatuses;

/** Owners of the next action. */
export const owners = [
  'PAYER',
  'BILLER',
  'CODER',
  'PROVIDER',
  'PATIENT',
  'AGENCY',
  'OPERATOR',
  'SYSTEM',
  'NONE',
] as const;
/**
 * Who acts next on a claim. OPERATOR keeps the installation and its partners running; SYSTEM means claimloop itself;
 * NONE means that the claim is closed.
 */
export type Owner = (typeof owners)[number];

/** Whether a claim in this status is closed. */
export function isClosed(status: ClaimStatus): boolean {
  return ['SETTLED', 'WRITTEN_OFF', 'WITHDRAWN', 'REFUSED'].includes(status);
}
