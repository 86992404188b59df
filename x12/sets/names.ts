import { along, always, due, type Fields, opt, optGroups, req, reqGroups } from '../grammar/element.ts';
import { code, text } from '../grammar/element-types.ts';
import { marked } from '../grammar/grammar.ts';

// NM1 and PER: names and contacts. The elements of a name differ between loops, so a name is composed
// from the parts that its loop uses.

/** NM1 in one role. */
export function named<const F extends Fields>(role: string, fields: F) {
  return marked('NM1', { 1: role }, fields);
}

/** NM1 in one of several roles; the role is part of the value. */
export function namedIn<const R extends readonly string[], const F extends Fields>(roles: R, fields: F) {
  return marked('NM1', { 1: roles }, { role: req(1, code<R[number]>(...roles)), ...fields });
}

const lastName = text(1, 60);

/** Whether a person (1) or an organization (2). */
export const personOrOrganization = { type: req(2, code('1', '2')) };
const person = { type: always(2, '1') };
const organization = { type: always(2, '2') };

/** Given names and suffix of a person. */
const givenNames = {
  firstName: opt(4, text(1, 35)),
  middleName: opt(5, text(1, 25)),
};
const suffix = { suffix: opt(7, text(1, 10)) };

/** A person by name. */
export const aPerson = { ...person, lastName: req(3, lastName), ...givenNames, ...suffix };
/** A person by name; senders may omit it. */
export const aPersonDue = { ...person, lastName: due(3, lastName), ...givenNames, ...suffix };
/** A person, whose name may be unknown. */
export const aPersonPerhaps = { ...person, lastName: opt(3, lastName), ...givenNames, ...suffix };
/** A person without a name. */
export const onlyAPerson = person;
/** An organization by name. */
export const anOrganization = { ...organization, organizationName: req(3, lastName) };
/** An organization by name; senders may omit it. */
export const anOrganizationDue = { ...organization, organizationName: due(3, lastName) };
/** An organization, whose name may be unknown. */
export const anOrganizationPerhaps = { ...organization, organizationName: opt(3, lastName) };
/** An organization without a name. */
export const onlyAnOrganization = organization;
/** A person or an organization: last name or organization name. */
export const anyone = { ...personOrOrganization, lastName: req(3, lastName), ...givenNames, ...suffix };
/** A person or an organization; senders may omit the name. */
export const anyoneDue = { ...personOrOrganization, lastName: due(3, lastName), ...givenNames, ...suffix };
/** A person or an organization, whose name may be unknown. */
export const anyonePerhaps = { ...personOrOrganization, lastName: opt(3, lastName), ...givenNames, ...suffix };
/** A person or an organization without a suffix. */
export const anyoneNoSuffix = { ...personOrOrganization, lastName: req(3, lastName), ...givenNames };
/** A person or an organization without a suffix, whose name may be unknown. */
export const anyoneNoSuffixPerhaps = { ...personOrOrganization, lastName: opt(3, lastName), ...givenNames };

const identifier = text(2, 80);

/** A national provider identifier, where there is one. */
export const npi = { npiQualifier: along(8, 'XX', 'npi'), npi: opt(9, identifier) };
/** An identifier of one kind. */
export function idOf(qualifier: string) {
  return { idQualifier: always(8, qualifier), id: req(9, identifier) };
}
/** An identifier of one of several kinds. */
export function idIn<const Q extends readonly string[]>(...qualifiers: Q) {
  return { idQualifier: req(8, code<Q[number]>(...qualifiers)), id: req(9, identifier) };
}
/** An identifier of one of several kinds; senders may omit it. */
export function idDue<const Q extends readonly string[]>(...qualifiers: Q) {
  return { idQualifier: due(8, code<Q[number]>(...qualifiers)), id: due(9, identifier) };
}
/** An identifier of one of several kinds, where there is one. */
export function idPerhaps<const Q extends readonly string[]>(...qualifiers: Q) {
  return { idQualifier: opt(8, code<Q[number]>(...qualifiers)), id: opt(9, identifier) };
}

/** Contact numbers: allowed kinds and maximum count. An extension (EX) follows its telephone number. */
interface Reach<K extends readonly string[]> {
  readonly kinds: K;
  readonly max: 1 | 2 | 3;
}

/** PER: contact name and numbers; the first number is required. */
export function contact<const K extends readonly string[]>(functionCode: string, { kinds, max }: Reach<K>) {
  return marked(
    'PER',
    { 1: functionCode },
    { name: opt(2, text(1, 60)), numbers: reqGroups(3, { width: 2, max }, number(kinds)) },
  );
}

/** PER: contact name and optional numbers. */
export function contactPerhaps<const K extends readonly string[]>(functionCode: string, { kinds, max }: Reach<K>) {
  return marked(
    'PER',
    { 1: functionCode },
    { name: opt(2, text(1, 60)), numbers: optGroups(3, { width: 2, max }, number(kinds)) },
  );
}

function number<const K extends readonly string[]>(kinds: K) {
  return { kind: req(1, code<K[number]>(...kinds)), number: req(2, text(1, 256)) };
}
