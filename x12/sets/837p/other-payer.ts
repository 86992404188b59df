import { opt, req } from '../../grammar/element.ts';
import { decimal, integer, money, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment } from '../../grammar/grammar.ts';
import {
  adjustment,
  amount,
  city,
  dayOf,
  name,
  nameIn,
  outpatientAdjudication,
  procedure,
  references,
  street,
} from '../common.ts';
import { subscriberInformation } from './parts.ts';
import { otherInsurance } from './parties.ts';

// Coordination of benefits: what other payers cover and have paid. @source 005010X222A1, loops 2320, 2330, 2430

const ids = ['2U', 'EI', 'F8', 'FY', 'G1', '9F', 'NF', 'T4'] as const;
const party = (loopName: string, ...roles: readonly string[]) =>
  loop(loopName, { name: one(nameIn(roles)), secondaryIds: many(references('0B', '1G', 'G2', 'LU'), 3) });

/** 2320: another coverage of the same patient. */
export const otherCoverage = loop('2320', {
  subscriber: one(subscriberInformation),
  adjustments: many(adjustment, 5),
  amounts: many(amount('A8', 'D', 'EAF'), 3),
  insurance: one(otherInsurance),
  outpatient: optional(outpatientAdjudication),
  otherSubscriber: one(
    loop('2330A', {
      name: one(name('IL', 'II', 'MI')),
      street: optional(street),
      city: optional(city),
      secondaryIds: many(references('SY'), 2),
    }),
  ),
  otherPayer: one(
    loop('2330B', {
      name: one(name('PR', 'PI', 'XV')),
      street: optional(street),
      city: optional(city),
      adjudicatedOn: optional(dayOf('573')),
      secondaryIds: many(references(...ids), 8),
    }),
  ),
  referring: many(party('2330C', 'DN', 'P3'), 2),
  rendering: optional(party('2330D', '82')),
  facility: optional(party('2330E', '77')),
  supervising: optional(party('2330F', 'DQ')),
  billing: optional(party('2330G', '85')),
});

/** 2430: what another payer decided on one line. */
export const lineAdjudication = loop('2430', {
  decision: one(
    segment('SVD', {
      payerId: req(1, text(2, 80)),
      paidCents: req(2, money),
      procedure: req(3, procedure),
      units: req(5, decimal(15)),
      bundledLine: opt(6, integer(6)),
    }),
  ),
  adjustments: many(adjustment, 5),
  adjudicatedOn: one(dayOf('573')),
  remainingLiability: many(amount('EAF'), 1),
});
