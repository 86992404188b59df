/**
 * Categories that billing offices use to sort denials, and three for answers that are no denial: the patient's share, a
 * decision that is pending, and a claim on its way.
 * @source Candid Health's API, DenialReasonContent, except for the last three before Unknown
 */
export const denialCategories = [
  'Authorization Required',
  'Referral Required',
  'Medical Records Requested',
  'Timely Filing',
  'Duplicate Claim',
  'Full Contractual Adjustment',
  'Incorrect Place of Service',
  'Incorrect Patient Gender',
  'Incorrect Patient Info',
  'Bundled',
  'Exceeded Billable Time',
  'Invalid Provider Information',
  'Invalid Diagnosis Code',
  'Incorrect Procedure Code',
  'Invalid Modifier',
  'Missing NDC Code',
  'Invalid Insurance Data',
  'No Active Coverage',
  'Coordination of Benefits',
  'Incorrect Payer',
  'Credentialing',
  'No Effective Contract',
  'Missing W-9',
  'Missing Contract Linkage',
  'Non-Covered Benefit',
  'Experimental Procedure',
  'Not Medically Necessary',
  'Info Requested from Provider',
  'Info Requested from Patient',
  'Billing Error',
  'Max Benefit Reached',
  'Patient Share',
  'Pending',
  'Received',
  'Unknown',
] as const;

/** A category of denials. */
export type DenialCategory = (typeof denialCategories)[number];
