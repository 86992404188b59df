import { opt, req } from '../grammar/element.ts';
import { code, composite, day, decimal, id, money, text } from '../grammar/element-types.ts';
import { marked, segment } from '../grammar/grammar.ts';

/** N3: street address. */
export const street = segment('N3', { address1: req(1, text(1, 55)), address2: opt(2, text(1, 55)) });

/** N4: city, state, postal code; country where it is not the United States. */
export const city = segment('N4', {
  city: req(1, text(2, 30)),
  state: opt(2, id(2, 2)),
  postalCode: opt(3, id(3, 15)),
  country: opt(4, id(2, 3)),
  countrySubdivision: opt(7, id(1, 3)),
});

/** PER: whom to ask, with up to three numbers. */
export function contact(functionCode: string) {
  const kinds = code('TE', 'FX', 'EM', 'EX', 'UR', 'ED');
  return marked(
    'PER',
    { 1: functionCode },
    {
      name: opt(2, text(1, 60)),
      kind1: opt(3, kinds),
      number1: opt(4, text(1, 256)),
      kind2: opt(5, kinds),
      number2: opt(6, text(1, 256)),
      kind3: opt(7, kinds),
      number3: opt(8, text(1, 256)),
    },
  );
}

/** REF with one given qualifier. */
export function reference(qualifier: string, max = 50) {
  return marked('REF', { 1: qualifier }, { value: req(2, text(1, max)) });
}

/** REF with one of several qualifiers, which is then part of the value. */
export function references<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('REF', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), value: req(2, text(1, 50)) });
}

/** DTP: a day, an hour of a day, or a period, in the format that it names. */
export function dateOrPeriod(qualifier: string, ...formats: readonly ('D8' | 'RD8' | 'DT' | 'TM' | 'D6')[]) {
  return marked('DTP', { 1: qualifier }, { format: req(2, code(...formats)), value: req(3, text(1, 35)) });
}

/** DTM: a day. */
export function date(qualifier: string) {
  return marked('DTM', { 1: qualifier }, { on: req(2, day) });
}

/** NM1: a person or organisation in one role. `type` 1 is a person, 2 is not. */
export function name<const Q extends readonly string[]>(role: string, ...idQualifiers: Q) {
  return marked('NM1', { 1: role }, nameFields(idQualifiers));
}

/** NM1 in one of several roles, which is then part of the value. */
export function nameIn<const R extends readonly string[], const Q extends readonly string[]>(
  roles: R,
  ...idQualifiers: Q
) {
  return marked('NM1', { 1: roles }, { role: req(1, code(...roles)), ...nameFields(idQualifiers) });
}

function nameFields<const Q extends readonly string[]>(idQualifiers: Q) {
  return {
    type: req(2, code('1', '2')),
    lastName: opt(3, text(1, 60)),
    firstName: opt(4, text(1, 35)),
    middleName: opt(5, text(1, 25)),
    prefix: opt(6, text(1, 10)),
    suffix: opt(7, text(1, 10)),
    idQualifier: opt(8, code(...idQualifiers)),
    id: opt(9, text(2, 80)),
  };
}

/** CAS: why less was paid than charged; one group, up to six reasons. */
export const adjustment = segment('CAS', {
  group: req(1, code('CO', 'CR', 'OA', 'PI', 'PR')),
  reason1: req(2, id(1, 5)),
  amountCents1: req(3, money),
  quantity1: opt(4, decimal(15)),
  reason2: opt(5, id(1, 5)),
  amountCents2: opt(6, money),
  quantity2: opt(7, decimal(15)),
  reason3: opt(8, id(1, 5)),
  amountCents3: opt(9, money),
  quantity3: opt(10, decimal(15)),
  reason4: opt(11, id(1, 5)),
  amountCents4: opt(12, money),
  quantity4: opt(13, decimal(15)),
  reason5: opt(14, id(1, 5)),
  amountCents5: opt(15, money),
  quantity5: opt(16, decimal(15)),
  reason6: opt(17, id(1, 5)),
  amountCents6: opt(18, money),
  quantity6: opt(19, decimal(15)),
});

/** A procedure with its modifiers, as SVC01, SV101 and SVD03 carry it. */
export const procedure = composite({
  qualifier: req(1, id(2, 2)),
  code: req(2, text(1, 48)),
  modifier1: opt(3, text(2, 2)),
  modifier2: opt(4, text(2, 2)),
  modifier3: opt(5, text(2, 2)),
  modifier4: opt(6, text(2, 2)),
  description: opt(7, text(1, 80)),
  codeTo: opt(8, text(1, 48)),
});

/** AMT with one of several qualifiers. */
export function amount<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('AMT', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), amountCents: req(2, money) });
}

/** QTY with one of several qualifiers. */
export function quantity<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('QTY', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), quantity: req(2, decimal(15)) });
}
