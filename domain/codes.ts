/**
 * Claim filing indicator codes of a professional claim: CI commercial, MB Medicare Part B, MC Medicaid, BL Blue Cross,
 * CH Tricare, HM health maintenance organization, WC workers' compensation, and so on.
 * @source 005010X222A1, SBR09
 */
export const filingCodes = [
  ...(['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM', 'MA', 'MB'] as const),
  ...(['MC', 'OF', 'TV', 'VA', 'WC', 'ZZ'] as const),
] as const;

/** Ranges of assigned place of service codes. @source CMS, Place of Service Code Set */
const assigned: readonly (readonly [first: number, last: number])[] = [
  [1, 27],
  [31, 34],
  [41, 42],
  [49, 58],
  [60, 62],
  [65, 66],
  [71, 72],
  [81, 81],
  [99, 99],
];

/** Whether a text is a place of service code: two digits, assigned. */
export function isPlaceOfService(code: string): boolean {
  const number = Number(code);
  return /^\d{2}$/.test(code) && assigned.some(([first, last]) => first <= number && number <= last);
}

/**
 * Whether a text is a national provider identifier: ten digits that begin with 1 or 2, with a Luhn check digit over
 * "80840" + NPI (the prefix adds a constant 24).
 * @source CMS, NPI check digit
 */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  let total = 24;
  for (let at = 0; at < 9; at += 1) {
    const digit = Number(text[at]) * (at % 2 === 0 ? 2 : 1);
    total += digit > 9 ? digit - 9 : digit;
  }
  return (total + Number(text[9])) % 10 === 0;
}

/** A code from a payer's file, safe for a question or a log. Anything longer than a code becomes "?", because it may be
 * PHI. */
export function shownCode(code: string): string {
  return /^[A-Za-z0-9]{1,6}$/.test(code) ? code : '?';
}
