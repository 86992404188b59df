import { always, opt, optGroups, optList, places, req, reqGroups } from '../grammar/element.ts';
import {
  code,
  composite,
  day,
  decimal,
  formatAlong,
  id,
  moment,
  money,
  text,
  type Format,
} from '../grammar/element-types.ts';
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
  return marked('PER', { 1: functionCode }, { name: opt(2, text(1, 60)), numbers: optGroups(3, threePairs, number) });
}

const threePairs = { width: 2, max: 3 } as const;
const number = { kind: req(1, code('TE', 'FX', 'EM', 'EX', 'UR', 'ED')), number: req(2, text(1, 256)) };

/** REF with one given qualifier. */
export function reference(qualifier: string, max = 50) {
  return marked('REF', { 1: qualifier }, { value: req(2, text(1, max)) });
}

/** REF with one of several qualifiers, which is then part of the value. */
export function references<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('REF', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), value: req(2, text(1, 50)) });
}

/** DTP: a day. */
export function dayOf(qualifier: string) {
  return marked('DTP', { 1: qualifier }, { format: always(2, 'D8'), on: req(3, day) });
}

/** DTP: a day, a day with its time, or a period, in one of some formats. */
export function momentOf(qualifier: string, ...formats: readonly Format[]) {
  return marked('DTP', { 1: qualifier }, when(formats));
}

/** DTP with one of several qualifiers, which is then part of the value. */
export function momentsOf<const Q extends readonly string[]>(qualifiers: Q, ...formats: readonly Format[]) {
  return marked('DTP', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), ...when(formats) });
}

function when(formats: readonly Format[]) {
  return { format: formatAlong(2, 'when', formats), when: req(3, moment(...formats)) };
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
    /** Last name of a person, or name of an organisation. */
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
  reasons: reqGroups(
    2,
    { width: 3, max: 6 },
    {
      reasonCode: req(1, id(1, 5)),
      amountCents: req(2, money),
      quantity: opt(3, decimal(15)),
    },
  ),
});

/** A procedure with its modifiers, as SVC01, SV101 and SVD03 carry it. */
export const procedure = composite({
  qualifier: req(1, id(2, 2)),
  code: req(2, text(1, 48)),
  modifiers: optList(places(3, 6), text(2, 2)),
  description: opt(7, text(1, 80)),
  codeTo: opt(8, text(1, 48)),
});

/** MOA: what an outpatient adjudication adds. */
export const outpatientAdjudication = segment('MOA', {
  rate: opt(1, decimal(10)),
  payableCents: opt(2, money),
  remarkCodes: optList(places(3, 7), text(1, 50)),
  esrdCents: opt(8, money),
  nonPayableCents: opt(9, money),
});

/** AMT with one of several qualifiers. */
export function amount<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('AMT', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), amountCents: req(2, money) });
}

/** QTY with one of several qualifiers. */
export function quantity<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('QTY', { 1: qualifiers }, { qualifier: req(1, code(...qualifiers)), quantity: req(2, decimal(15)) });
}
