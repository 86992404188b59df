/** What a biller calls the elements that decide about a remittance. @source 005010X221A1 */
const words: Readonly<Record<string, string>> = {
  BPR02: 'the amount of the payment',
  BPR16: 'the payment date',
  CAS01: 'the group of an adjustment',
  CAS02: 'the reason of an adjustment',
  CAS03: 'the amount of an adjustment',
  CLP01: 'our claim number',
  CLP02: 'the status of the claim',
  CLP03: 'the charge of the claim',
  CLP04: 'the paid amount of the claim',
  DTM02: 'the date',
  N104: 'the id of the payee',
  PLB03: 'the reason of a provider-level adjustment',
  PLB04: 'the amount of a provider-level adjustment',
  SVC01: 'the procedure of a service line',
  SVC02: 'the charge of a service line',
  SVC03: 'the paid amount of a service line',
  TRN02: 'the check or transfer number',
};

/**
 * A place such as "CLP04" or "SVC01-2" with its name, for a message: "the paid amount of the claim (CLP04)". Undefined
 * for another place.
 */
export function elementWords(place: string): string | undefined {
  const element = place.replace(/-\d+$/, '');
  const name = Object.hasOwn(words, element) ? words[element] : undefined;
  return name === undefined ? undefined : `${name} (${place})`;
}
