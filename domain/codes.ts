/**
 * Kinds of insurance that a professional claim may be sent under: CI commercial, MB Medicare Part B, MC Medicaid, BL
 * Blue Cross, CH Tricare, HM health maintenance organisation, WC workers' compensation, and so on.
 * @source 005010X222A1, SBR09
 */
export const filingCodes = [
  ...(['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM', 'MA', 'MB'] as const),
  ...(['MC', 'OF', 'TV', 'VA', 'WC', 'ZZ'] as const),
] as const;

/** Runs of two-digit codes that stand for a place; the rest are not assigned. @source CMS, Place of Service Code Set */
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

/** Whether two digits name a place of service. */
export function isPlaceOfService(code: string): boolean {
  const number = Number(code);
  return /^\d{2}$/.test(code) && assigned.some(([first, last]) => first <= number && number <= last);
}

/**
 * Whether a text is a national provider identifier: ten digits, first 1 or 2, Luhn check digit over "80840" + NPI
 * (the prefix adds a constant 24).
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

/** A code from a payer's file, fit for a question or a log: what is too long or too odd for a code may be anything. */
export function shownCode(code: string): string {
  return /^[A-Za-z0-9]{1,6}$/.test(code) ? code : '?';
}
