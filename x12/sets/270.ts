import { always, opt, req } from '../grammar/element.ts';
import { code, day, integer, repeated, text, time } from '../grammar/element-types.ts';
import { fixed, loop, many, marked, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import { city, level, momentOf, momentsOf, references, someDemographics, street, total } from './common.ts';
import {
  askedProcedure,
  diagnoses,
  diagnosisPointers,
  provider,
  receiverIds,
  receiverReference,
  receiverRoles,
  roleAndSpecialty,
  serviceTypes,
  sourceIds,
  sourceRoles,
} from './eligibility.ts';
import { anyone, anyonePerhaps, aPersonPerhaps, idIn, idPerhaps, named, namedIn } from './names.ts';

// 270 Health Care Eligibility Benefit Inquiry. @source 005010X279A1

/** TRN: the requester's trace number; the response repeats it. */
const trace = segment('TRN', {
  type: always(1, '1'),
  number: req(2, text(1, 50)),
  assignerId: req(3, text(10, 10)),
  assignerDetail: opt(4, text(1, 50)),
});

const asked = {
  serviceTypes: opt(1, repeated(code(...serviceTypes))),
  procedure: opt(2, askedProcedure),
};
const pointers = { diagnosisPointers: opt(5, diagnosisPointers) };
/** Parts that every inquiry may have. */
const details = {
  placeOfService: optional(marked('III', { 1: 'ZZ' }, { code: req(2, text(1, 30)) })),
  authorization: optional(references('9F', 'G1')),
  planDate: optional(momentOf('291', 'D8', 'RD8')),
};

const subscriberInquiry = loop('2110C', {
  inquiry: one(segment('EQ', { ...asked, coverageLevel: opt(3, code('FAM')), ...pointers })),
  spendDown: optional(total('R')),
  spendDownBilled: optional(total('PB')),
  ...details,
});

const dependentInquiry = loop('2110D', { inquiry: one(segment('EQ', { ...asked, ...pointers })), ...details });

/** Demographic data of a person. */
const known = {
  street: optional(street),
  city: optional(city),
  provider: optional(provider('9K', 'D3', 'EI', 'HPI', 'PXC', 'SY', 'TJ')),
  demographics: optional(someDemographics('F', 'M')),
};
const dates = many(momentsOf(['102', '291'], 'D8', 'RD8'), 2);
const birthSequence = integer(9);
const inquiriesKept = 99;

const subscriber = loop('2100C', {
  name: one(named('IL', { ...anyonePerhaps, ...idPerhaps('II', 'MI') })),
  secondaryIds: many(
    references('18', '1L', '1W', '3H', '6P', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IG', 'N6', 'NQ', 'SY', 'Y4'),
    9,
  ),
  ...known,
  birth: optional(marked('INS', { 1: 'Y' }, { relationship: always(2, '18'), sequence: req(17, birthSequence) })),
  diagnoses: optional(diagnoses),
  dates,
  inquiries: many(subscriberInquiry, inquiriesKept),
});

const patient = loop('2100D', {
  name: one(named('03', aPersonPerhaps)),
  secondaryIds: many(
    references('18', '1L', '1W', '6P', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IF', 'IG', 'MRC', 'N6', 'SY', 'Y4'),
    9,
  ),
  ...known,
  relationship: optional(
    marked('INS', { 1: 'N' }, { relationship: req(2, code('01', '19', '34')), birthSequence: opt(17, birthSequence) }),
  ),
  diagnoses: optional(diagnoses),
  dates,
  inquiries: many(dependentInquiry, inquiriesKept, 1),
});

const traces = many(trace, 2);
const dependentLevel = loop('2000D', { level: fixed(level('23')), traces, patient: one(patient) });

const subscriberLevel = loop('2000C', {
  level: fixed(level('22')),
  traces,
  subscriber: one(subscriber),
  patients: many(dependentLevel),
});

const receiver = loop('2100B', {
  name: one(namedIn(receiverRoles, { ...anyone, ...idIn(...receiverIds) })),
  secondaryIds: many(receiverReference, 9),
  street: optional(street),
  city: optional(city),
  specialty: optional(roleAndSpecialty),
});

const receiverLevel = loop('2000B', {
  level: fixed(level('21')),
  receiver: one(receiver),
  subscribers: many(subscriberLevel, undefined, 1),
});

const sourceLevel = loop('2000A', {
  level: fixed(level('20')),
  payer: one(loop('2100A', { name: one(namedIn(sourceRoles, { ...anyone, ...idIn(...sourceIds) })) })),
  receivers: many(receiverLevel, undefined, 1),
});

/** An inquiry about eligibility and benefits. */
export const grammar270 = loop('270', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0022'),
      purpose: req(2, code('01', '13')),
      reference: opt(3, text(1, 50)),
      on: req(4, day),
      at: req(5, time()),
      type: opt(6, code('RT')),
    }),
  ),
  sources: many(sourceLevel, undefined, 1),
});

/** The value of a 270. */
export type EligibilityInquiry270 = ValueOf<typeof grammar270>;
