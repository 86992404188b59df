import { opt, req } from '../../grammar/element.ts';
import { code, decimal, integer, money, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment } from '../../grammar/grammar.ts';
import {
  adjustment,
  city,
  dayOf,
  describedProcedure,
  outpatientAdjudication,
  reference,
  referenceCode,
  references,
  street,
  total,
} from '../common.ts';
import {
  anOrganization,
  anyone,
  idIn,
  named,
  namedIn,
  onlyAnOrganization,
  onlyAPerson,
  personOrOrganization,
} from '../names.ts';
import { otherSubscriberInformation } from './segments.ts';

// Coordination of benefits: other coverages, and what they paid. @source 005010X222A1, loops 2320, 2330, 2430

const adjustments = adjustment('CO', 'CR', 'OA', 'PI', 'PR');

/** OI: assignment and release for another coverage. */
const otherInsurance = segment('OI', {
  benefitsAssigned: req(3, code('N', 'W', 'Y')),
  signatureSource: opt(4, code('P')),
  releaseOfInformation: req(6, code('I', 'Y')),
});

/** 2330A: the subscriber of the other coverage. */
const otherSubscriber = loop('2330A', {
  name: one(named('IL', { ...anyone, ...idIn('II', 'MI') })),
  street: optional(street),
  city: optional(city),
  socialSecurityNumber: optional(reference('SY')),
});

/** 2330B: the other payer. */
const otherPayer = loop('2330B', {
  name: one(named('PR', { ...anOrganization, ...idIn('PI', 'XV') })),
  street: optional(street),
  city: optional(city),
  adjudicatedOn: optional(dayOf('573')),
  secondaryIds: many(references('2U', 'EI', 'FY', 'NF'), 2),
  priorAuthorization: optional(reference('G1')),
  referralNumber: optional(reference('9F')),
  claimAdjusted: optional(referenceCode('T4', 'Y')),
  payerControlNumber: optional(reference('F8')),
});

/** 2320: another coverage of the same patient. */
export const otherCoverage = loop('2320', {
  subscriber: one(otherSubscriberInformation),
  adjustments: many(adjustments, 5),
  paid: optional(total('D')),
  nonCovered: optional(total('A8')),
  remainingLiability: optional(total('EAF')),
  insurance: one(otherInsurance),
  outpatient: optional(outpatientAdjudication),
  otherSubscriber: one(otherSubscriber),
  otherPayer: one(otherPayer),
  referring: many(
    loop('2330C', {
      name: one(namedIn(['DN', 'P3'], onlyAPerson)),
      secondaryIds: many(references('0B', '1G', 'G2'), 3, 1),
    }),
    2,
  ),
  rendering: optional(
    loop('2330D', {
      name: one(named('82', personOrOrganization)),
      secondaryIds: many(references('0B', '1G', 'G2', 'LU'), 3, 1),
    }),
  ),
  facility: optional(
    loop('2330E', {
      name: one(named('77', onlyAnOrganization)),
      secondaryIds: many(references('0B', 'G2', 'LU'), 3, 1),
    }),
  ),
  supervising: optional(
    loop('2330F', {
      name: one(named('DQ', onlyAPerson)),
      secondaryIds: many(references('0B', '1G', 'G2', 'LU'), 3, 1),
    }),
  ),
  billing: optional(
    loop('2330G', {
      name: one(named('85', personOrOrganization)),
      secondaryIds: many(references('G2', 'LU'), 2, 1),
    }),
  ),
});

/** 2430: another payer's adjudication of one line. */
export const lineAdjudication = loop('2430', {
  decision: one(
    segment('SVD', {
      payerId: req(1, text(2, 80)),
      paidCents: req(2, money),
      procedure: req(3, describedProcedure('ER', 'HC', 'IV', 'WK')),
      units: req(5, decimal(8, 3)),
      bundledLine: opt(6, integer(6)),
    }),
  ),
  adjustments: many(adjustments, 5),
  adjudicatedOn: one(dayOf('573')),
  remainingLiability: optional(total('EAF')),
});
