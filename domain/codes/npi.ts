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
