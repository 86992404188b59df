import type { Chance } from './chance.ts';

// Fictitious parties.

const lastNames = [
  'ABARA',
  'BREMER',
  'CASTELO',
  'DUVALL',
  'EKLUND',
  'FARAGO',
  'GRUBER',
  'HOLLOWAY',
  'IVERSEN',
  'JOSHI',
] as const;
const firstNames = ['ADA', 'BRUNO', 'CLEO', 'DARIO', 'EDIE', 'FELIX', 'GRETA', 'HUGO', 'IRIS', 'JONAS'] as const;
const streets = ['ELM ST', 'OAK AVE', 'MILL RD', 'RIVER WAY', 'HILL LN', 'STATION SQ'] as const;
const cities = [
  ['TRENTON', 'NJ', '08608'],
  ['AUSTIN', 'TX', '78701'],
  ['DENVER', 'CO', '80202'],
  ['TAMPA', 'FL', '33602'],
  ['PORTLAND', 'OR', '97205'],
] as const;
const clinics = ['ELM FAMILY CLINIC', 'RIVERSIDE MEDICAL GROUP', 'HILLTOP PHYSICIANS', 'LAKE SHORE CARE'] as const;
const payers = [
  ['DEMO HEALTH PLAN', 'DEMO1', 'CI'],
  ['EXAMPLE MUTUAL', 'EXMUT', 'BL'],
  ['SAMPLE MEDICARE', 'SMPMB', 'MB'],
  ['SAMPLE MEDICAID', 'SMPMC', 'MC'],
] as const;

/** Name parts of a person. */
export function personName(chance: Chance) {
  return {
    lastName: chance.of(lastNames),
    firstName: chance.of(firstNames),
    ...(chance.happens(0.3) ? { middleName: chance.of(['A', 'M', 'QUINN']) } : {}),
    ...(chance.happens(0.1) ? { suffix: chance.of(['JR', 'III']) } : {}),
  };
}

/** Street and city; optionally with a nine-digit ZIP code. */
export function address(chance: Chance, wholeCode = false) {
  const [city, state, code] = chance.of(cities);
  return {
    street: {
      address1: `${chance.between(1, 980)} ${chance.of(streets)}`,
      ...(chance.happens(0.2) ? { address2: `SUITE ${chance.between(1, 40)}` } : {}),
    },
    city: { city, state, postalCode: wholeCode ? `${code}${chance.between(1000, 9899)}` : code },
  };
}

/** Date of birth and gender. */
export function born(chance: Chance) {
  const day = `${chance.between(1, 12)}`.padStart(2, '0');
  const month = `${chance.between(1, 12)}`.padStart(2, '0');
  return {
    bornOn: `${chance.between(1940, 2020)}-${month}-${day}`,
    gender: chance.happens(0.04) ? 'U' : chance.of(['F', 'M'] as const),
  } as const;
}

/** A national provider identifier with its check digit. */
export function npi(chance: Chance): string {
  const nine = `1${chance.digits(8)}`;
  const sum = Array.from(nine, Number).reduce((total, digit, index) => {
    const counted = index % 2 === 0 ? digit * 2 : digit;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 24);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

/** Name of a clinic. */
export function clinic(chance: Chance): string {
  return chance.of(clinics);
}

/** A payer: name, id, kind of insurance. */
export function payer(chance: Chance) {
  const [name, id, filingCode] = chance.of(payers);
  return { name, id, filingCode };
}

/** A telephone number with an optional extension. */
export function telephone(chance: Chance) {
  const first = { kind: 'TE' as const, number: `609555${chance.digits(4)}` };
  const extension = { kind: 'EX' as const, number: chance.digits(3) };
  return { name: `${chance.of(firstNames)} DESK`, numbers: chance.happens(0.3) ? [first, extension] : [first] };
}

/** A telephone number with an optional extension and email address. */
export function contact(chance: Chance) {
  const { name, numbers } = telephone(chance);
  const mail = { kind: 'EM' as const, number: 'DESK@EXAMPLE.TEST' };
  return { name, numbers: chance.happens(0.3) ? [...numbers, mail] : numbers };
}
