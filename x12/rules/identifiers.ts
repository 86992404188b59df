// Check digits and formats of identifiers that are defined outside the guides.

/** Whether ten digits are a valid NPI: the check digit is right. @source 45 CFR 162.406, CMS */
export function isNpi(id: string): boolean {
  if (!/^[12]\d{9}$/.test(id)) return false;
  // Luhn over "80840" and the ten digits; the constant is what the prefix adds.
  const sum = Array.from(id, Number).reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 24);
  return sum % 10 === 0;
}

/** Whether it looks like an employer or social security number: nine digits, no hyphen. */
export function isTaxId(id: string): boolean {
  return /^\d{9}$/.test(id);
}

/** Whether it looks like an ICD-10-CM code on a claim: without the decimal point. */
export function isDiagnosis(code: string): boolean {
  return /^[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}$/.test(code);
}

/** Place of service codes. @source CMS, Place of Service Code Set, May 2024 */
const places = new Set(
  (
    '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 ' +
    '53 54 55 56 57 58 60 61 62 65 66 71 72 81 99'
  ).split(' '),
);

/** Whether a place of service code exists. */
export function isPlaceOfService(code: string): boolean {
  return places.has(code);
}

const states = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK ' +
    'OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP ' +
    'AB BC MB NB NL NS NT NU ON PE QC SK YT'
  ).split(' '),
);

/** Whether it is a state, a territory or a military region of the United States, or a province of Canada. */
export function isState(code: string): boolean {
  return states.has(code);
}
