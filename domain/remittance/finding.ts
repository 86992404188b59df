/** Why a claim payment, or a part of a remittance, is not posted without a person. Stored; never renamed. */
export const findingCodes = [
  'unknown-claim',
  'other-patient',
  'other-date',
  'day-out-of-range',
  'sign',
  'status',
  'sums',
  'implausible',
  'charge-differs',
  'unknown-code',
  'full-contractual',
  'interest-twice',
  'repeat',
  'trace-reused',
  'reversal-without-original',
  'reversal-differs',
  'over-charge',
  'denied-after-payment',
  'provider-adjustment',
] as const;
/** One of `findingCodes`. */
export type FindingCode = (typeof findingCodes)[number];

/** One reason, in a sentence for a biller. It holds amounts, codes and days, and no patient's data. */
export interface RemittanceFinding {
  readonly code: FindingCode;
  readonly sentence: string;
}

/**
 * Whether an exception with these findings may change who owes, so that nobody is billed until it is solved. A likely
 * repeat changes nothing.
 */
export function mayChangeWhoOwes(codes: readonly FindingCode[]): boolean {
  return !codes.includes('repeat');
}
