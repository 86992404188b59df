// Check digits and forms of identifiers that the guides leave to those who issue them.

/** Whether ten digits are a national provider identifier: their check digit is right. @source 45 CFR 162.406, CMS */
export function isNpi(id: string): boolean {
  if (!/^[12]\d{9}$/.test(id)) return false;
  // Luhn over "80840" and the ten digits; the constant is what the prefix adds.
  const sum = Array.from(id, Number).reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 24);
  return sum % 10 === 0;
}

/** Whether it has the form of an employer or social security number: nine digits, no hyphen. */
export function isTaxId(id: string): boolean {
  return /^\d{9}$/.test(id);
}

/** Whether it has the form of an ICD-10-CM code as claims carry it: without its dot. */
export function isDiagnosis(code: string): boolean {
  return /^[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}$/.test(code);
}

/** Places of service that CMS has named; @source CMS, Place of Service Code Set, May 2024 */
const places = new Set(
  (
    '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 ' +
    '53 54 55 56 57 58 60 61 62 65 66 71 72 81 99'
  ).split(' '),
);

/** Whether a place of service has a name. */
export function isPlaceOfService(code: string): boolean {
  return places.has(code);
}
