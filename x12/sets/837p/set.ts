import { always, req } from '../../grammar/element.ts';
import { code, day, text, time } from '../../grammar/element-types.ts';
import { fixed, loop, many, one, optional, segment, type ValueOf } from '../../grammar/grammar.ts';
import { level, specialty } from '../common.ts';
import { claim } from './claim.ts';
import {
  billingProvider,
  currency,
  patient,
  payer,
  payToAddress,
  payToPlan,
  receiver,
  submitter,
  subscriber,
} from './parties.ts';
import { patientDetails, subscriberDetails, subscriberInformation } from './segments.ts';

// 837 Health Care Claim: Professional. @source 005010X222A1

/** Maximum number of claims per subscriber or patient level. */
export const claimsKept = 100;

const dependent = loop('2000C', {
  level: fixed(level('23')),
  details: one(patientDetails),
  patient: one(patient),
  claims: many(claim, claimsKept),
});

const subscriberLevel = loop('2000B', {
  level: fixed(level('22')),
  information: one(subscriberInformation),
  details: optional(subscriberDetails),
  subscriber: one(subscriber),
  payer: one(payer),
  claims: many(claim, claimsKept),
  patients: many(dependent),
});

const billingLevel = loop('2000A', {
  level: fixed(level('20')),
  specialty: optional(specialty('BI')),
  currency: optional(currency),
  billingProvider: one(billingProvider),
  payToAddress: optional(payToAddress),
  payToPlan: optional(payToPlan),
  subscribers: many(subscriberLevel, undefined, 1),
});

/** Professional claims of one or more billing providers. */
export const grammar837P = loop('837', {
  beginning: one(
    segment('BHT', {
      structure: always(1, '0019'),
      purpose: req(2, code('00', '18')),
      reference: req(3, text(1, 30)),
      on: req(4, day),
      at: req(5, time()),
      type: req(6, code('31', 'CH', 'RP')),
    }),
  ),
  submitter: one(submitter),
  receiver: one(receiver),
  billingProviders: many(billingLevel, undefined, 1),
});

/** The value of an 837P. */
export type Claims837P = ValueOf<typeof grammar837P>;
/** One subscriber of an 837P with claims (loop 2000B). */
export type Subscriber837P = ValueOf<typeof subscriberLevel>;
/** One billing provider of an 837P (loop 2000A). */
export type BillingProvider837P = ValueOf<typeof billingLevel>;
