import { along, always, type ElementType, opt, optList, places, req, reqGroups } from '../grammar/element.ts';
import {
  code,
  composite,
  day,
  decimal,
  type Format,
  formatAlong,
  id,
  moment,
  money,
  text,
} from '../grammar/element-types.ts';
import { type Counted, marked, segment } from '../grammar/grammar.ts';

// Segments and composites shared by several sets. Names and contacts are in names.ts.

/** A code of a list, typed as its members. */
function oneOf<const C extends readonly string[]>(codes: C): ElementType<C[number]> {
  return code<C[number]>(...codes);
}

/** N3: street address. */
export const street = segment('N3', { address1: req(1, text(1, 55)), address2: opt(2, text(1, 55)) });

/** N4: city, state, postal code; country outside the United States. */
export const city = segment('N4', {
  city: req(1, text(2, 30)),
  state: opt(2, id(2, 2)),
  postalCode: opt(3, id(3, 15)),
  country: opt(4, id(2, 2)),
  countrySubdivision: opt(7, id(1, 3)),
});

/** REF with one given qualifier. */
export function reference(qualifier: string, max = 50) {
  return marked('REF', { 1: qualifier }, { value: req(2, text(1, max)) });
}

/** REF with a fixed qualifier and a coded value. */
export function referenceCode<const C extends readonly string[]>(qualifier: string, ...codes: C) {
  return marked('REF', { 1: qualifier }, { value: req(2, code<C[number]>(...codes)) });
}

/** REF with one of several qualifiers; the qualifier is part of the value. */
export function references<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('REF', { 1: qualifiers }, { qualifier: req(1, oneOf(qualifiers)), value: req(2, text(1, 50)) });
}

/** REF with one of several qualifiers; names the payer when it is not the destination payer. */
export function referencesOfPayers<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked(
    'REF',
    { 1: qualifiers },
    { qualifier: req(1, oneOf(qualifiers)), value: req(2, text(1, 50)), payerId: opt(4, otherPayerId) },
  );
}

/** REF with a fixed qualifier; names the payer when it is not the destination payer. */
export function referenceOfPayer(qualifier: string) {
  return marked('REF', { 1: qualifier }, { value: req(2, text(1, 50)), payerId: opt(4, otherPayerId) });
}

const otherPayerId = composite({ qualifier: always(1, '2U'), id: req(2, text(1, 50)) });

/** DTP: a day. */
export function dayOf(qualifier: string) {
  return marked('DTP', { 1: qualifier }, { format: always(2, 'D8'), on: req(3, day) });
}

/** DTP: a date, date with time, or period, in one of the given formats. */
export function momentOf(qualifier: string, ...formats: readonly Format[]) {
  return marked('DTP', { 1: qualifier }, when(formats));
}

/** DTP with one of several qualifiers; the qualifier is part of the value. */
export function momentsOf<const Q extends readonly string[]>(qualifiers: Q, ...formats: readonly Format[]) {
  return marked('DTP', { 1: qualifiers }, { qualifier: req(1, oneOf(qualifiers)), ...when(formats) });
}

function when(formats: readonly Format[]) {
  return { format: formatAlong(2, 'when', formats), when: req(3, moment(...formats)) };
}

/** DTM: a day. */
export function date(qualifier: string) {
  return marked('DTM', { 1: qualifier }, { on: req(2, day) });
}

/** DMG: date of birth and gender, both required. */
export function demographics<const G extends readonly string[]>(...genders: G) {
  return segment('DMG', { format: always(1, 'D8'), bornOn: req(2, day), gender: req(3, oneOf(genders)) });
}

/** DMG: date of birth and gender, both optional. */
export function someDemographics<const G extends readonly string[]>(...genders: G) {
  return segment('DMG', { format: along(1, 'D8', 'bornOn'), bornOn: opt(2, day), gender: opt(3, oneOf(genders)) });
}

/** DMG: date of birth, optional gender. */
export function birthAndGender<const G extends readonly string[]>(...genders: G) {
  return segment('DMG', { format: always(1, 'D8'), bornOn: req(2, day), gender: opt(3, oneOf(genders)) });
}

/** PRV: a provider's specialty in one role. */
export function specialty(role: string) {
  return marked('PRV', { 1: role }, { qualifier: always(2, 'PXC'), taxonomyCode: req(3, text(1, 50)) });
}

/** CAS: adjustments of one group, up to six reasons. */
export function adjustment<const G extends readonly string[]>(...groups: G) {
  return segment('CAS', {
    group: req(1, oneOf(groups)),
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
}

/** A procedure with its modifiers, as SVC01, SV101, SVD03 and EQ02 carry it. */
export function procedure<const Q extends readonly string[]>(...qualifiers: Q) {
  return composite({
    qualifier: req(1, oneOf(qualifiers)),
    code: req(2, text(1, 48)),
    modifiers: optList(places(3, 6), text(2, 2)),
  });
}

/** A procedure with an optional description. */
export function describedProcedure<const Q extends readonly string[]>(...qualifiers: Q) {
  return composite({
    qualifier: req(1, oneOf(qualifiers)),
    code: req(2, text(1, 48)),
    modifiers: optList(places(3, 6), text(2, 2)),
    description: opt(7, text(1, 80)),
  });
}

/** MOA: outpatient adjudication information. */
export const outpatientAdjudication = segment('MOA', {
  rate: opt(1, decimal(10)),
  payableCents: opt(2, money),
  remarkCodes: optList(places(3, 7), text(1, 50)),
  esrdCents: opt(8, money),
  nonPayableCents: opt(9, money),
});

/** AMT of one kind. */
export function total(qualifier: string) {
  return marked('AMT', { 1: qualifier }, { amountCents: req(2, money) });
}

/** AMT with one of several qualifiers. */
export function amount<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('AMT', { 1: qualifiers }, { qualifier: req(1, oneOf(qualifiers)), amountCents: req(2, money) });
}

/** QTY of one kind. */
export function tally(qualifier: string) {
  return marked('QTY', { 1: qualifier }, { quantity: req(2, decimal(15)) });
}

/** QTY with one of several qualifiers. */
export function quantity<const Q extends readonly string[]>(...qualifiers: Q) {
  return marked('QTY', { 1: qualifiers }, { qualifier: req(1, oneOf(qualifiers)), quantity: req(2, decimal(15)) });
}

/** TRN of one kind. */
export function trace(type: '1' | '2') {
  return marked('TRN', { 1: type }, { number: req(2, text(1, 50)) });
}

/** HL of one level, numbered by the writer. Some guides omit HL04 at the lowest level. */
export function level(levelCode: string, saysChildren = true) {
  const counted: Record<number, Counted> = { 1: 'hl', 2: 'hl-parent' };
  if (saysChildren) counted[4] = 'hl-child';
  return marked('HL', { 3: levelCode }, {}, counted);
}

const status = { category: req(1, id(1, 30)), status: req(2, id(1, 30)), entity: opt(3, id(2, 3)) };
/** The status of a claim, line or batch: category, code and entity. */
export const claimStatus = composite(status);
/** The same with a pharmacy status code (RX) allowed. */
export const claimOrPharmacyStatus = composite({ ...status, list: opt(4, code('RX')) });
