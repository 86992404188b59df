import { always, opt, req } from '../../grammar/element.ts';
import { code, day, id, integer, text, time } from '../../grammar/element-types.ts';
import { fixed, loop, many, marked, one, optional, segment, type ValueOf } from '../../grammar/grammar.ts';
import { city, level, momentsOf, someDemographics, street } from '../common.ts';
import {
  describedReferences,
  diagnoses,
  provider,
  receiverIds,
  receiverReference,
  receiverRoles,
  roleAndSpecialty,
  sourceIds,
  sourceRoles,
} from '../eligibility.ts';
import {
  anyoneDue,
  anyonePerhaps,
  aPersonPerhaps,
  contactPerhaps,
  idDue,
  idPerhaps,
  named,
  namedIn,
} from '../names.ts';
import { benefitLoop, military } from './benefit.ts';
import { rejection } from './rejection.ts';

// 271 Health Care Eligibility Benefit Response. @source 005010X279A1

/** TRN: trace number of the inquiry (2) or of the responder (1). */
const trace = marked(
  'TRN',
  { 1: ['1', '2'] },
  {
    type: req(1, code('1', '2')),
    number: req(2, text(1, 50)),
    assignerId: opt(3, text(10, 10)),
    assignerDetail: opt(4, text(1, 50)),
  },
);

const rejections = many(rejection, 9);
const changed = { maintenanceType: opt(3, code('001')), maintenanceReason: opt(4, code('25')) };
const birthSequence = opt(17, integer(9));

const dates = [
  ...(['096', '102', '152', '291', '307', '318', '340', '341', '342', '343', '346', '347', '356', '357'] as const),
  ...(['382', '435', '442', '458', '472', '539', '540', '636', '771'] as const),
] as const;
const references = [
  ...(['18', '49', '1L', '1W', '3H', '6P', 'CE', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IF', 'IG', 'MRC'] as const),
  ...(['N6', 'NQ', 'Q4', 'SY', 'Y4'] as const),
] as const;

/** Data on a person before and after the relationship (INS). */
const onFile = {
  secondaryIds: many(describedReferences(...references), 9),
  street: optional(street),
  city: optional(city),
  rejections,
  provider: optional(provider('PXC')),
  demographics: optional(someDemographics('F', 'M', 'U')),
};
const ofPlan = {
  diagnoses: optional(diagnoses),
  dates: many(momentsOf(dates, 'D8', 'RD8'), 9),
  military: optional(military),
};

const subscriber = loop('2100C', {
  name: one(named('IL', { ...anyonePerhaps, ...idPerhaps('II', 'MI') })),
  ...onFile,
  relationship: optional(marked('INS', { 1: 'Y' }, { relationship: always(2, '18'), ...changed, birthSequence })),
  ...ofPlan,
  benefits: many(benefitLoop('C')),
});

const patient = loop('2100D', {
  name: one(named('03', aPersonPerhaps)),
  ...onFile,
  relationship: optional(marked('INS', { 1: 'N' }, { relationship: req(2, id(2, 2)), ...changed, birthSequence })),
  ...ofPlan,
  benefits: many(benefitLoop('D')),
});

const traces = many(trace, 3);
const dependentLevel = loop('2000D', { level: fixed(level('23')), traces, patient: one(patient) });

const subscriberLevel = loop('2000C', {
  level: fixed(level('22')),
  traces,
  subscriber: one(subscriber),
  patients: many(dependentLevel),
});

const receiver = loop('2100B', {
  name: one(namedIn(receiverRoles, { ...anyonePerhaps, ...idDue(...receiverIds) })),
  secondaryIds: many(receiverReference, 9),
  street: optional(street),
  city: optional(city),
  rejections,
  specialty: optional(roleAndSpecialty),
});

const receiverLevel = loop('2000B', {
  level: fixed(level('21')),
  receiver: one(receiver),
  subscribers: many(subscriberLevel),
});

const payer = loop('2100A', {
  name: one(namedIn(sourceRoles, { ...anyoneDue, ...idDue(...sourceIds) })),
  contacts: many(contactPerhaps('IC', { kinds: ['ED', 'EM', 'EX', 'FX', 'TE', 'UR'], max: 3 }), 3),
  rejections,
});

const sourceLevel = loop('2000A', {
  level: fixed(level('20')),
  rejections,
  payer: one(payer),
  receivers: many(receiverLevel),
});

/** Eligibility and benefits, as answered by payers. */
export const grammar271 = loop('271', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0022'),
      purpose: req(2, code('06', '11')),
      reference: opt(3, text(1, 50)),
      on: req(4, day),
      at: req(5, time()),
    }),
  ),
  sources: many(sourceLevel, undefined, 1),
});

/** The value of a 271. */
export type EligibilityResponse271 = ValueOf<typeof grammar271>;
