export const writeOffReasons = [
  'SMALL_BALANCE',
  'CHARITY_OR_FINANCIAL_ASSISTANCE',
  'TIMELY_FILING',
  'EFFORTS_EXHAUSTED',
  'ADMINISTRATIVE_WRITE_OFF',
  'NOT_MEDICALLY_NECESSARY',
  'NO_AUTHORIZATION_REFERRAL',
  'COLLECTION_AGENCY',
  'BAD_DEBT',
  'DECEASED',
  'BANKRUPTCY',
  'OTHER',
] as const;

/** Why a balance is written off. */
export type WriteOffReason = (typeof writeOffReasons)[number];
