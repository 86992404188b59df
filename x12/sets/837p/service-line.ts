import { opt, req } from '../../grammar/element.ts';
import { code, composite, decimal, id, integer, money, text } from '../../grammar/element-types.ts';
import { loop, many, marked, one, optional, segment } from '../../grammar/grammar.ts';
import { amount, dateOrPeriod, procedure, quantity, reference, references } from '../common.ts';
import { lineAdjudication } from './other-payer.ts';
import { facility, form, orderingProvider, provider, rendering, rideAddress } from './parties.ts';
import { ambulance, attachment, conditions, contract, fixedText, lineNumber, note, repricing } from './parts.ts';

// One service line. @source 005010X222A1, loops 2400 to 2440

const pointers = composite({
  first: req(1, integer(2)),
  second: opt(2, integer(2)),
  third: opt(3, integer(2)),
  fourth: opt(4, integer(2)),
});

const service = segment('SV1', {
  procedure: req(1, procedure),
  chargeCents: req(2, money),
  unit: req(3, code('MJ', 'UN')),
  units: req(4, decimal(15)),
  placeOfService: opt(5, text(1, 2)),
  diagnosisPointers: opt(7, pointers),
  isEmergency: opt(9, code('Y')),
  isEpsdt: opt(11, code('Y')),
  isFamilyPlanning: opt(12, code('Y')),
  copayStatus: opt(15, code('0')),
});

const equipment = segment('SV5', {
  procedure: req(1, procedure),
  unit: req(2, code('DA')),
  days: req(3, decimal(15)),
  rentalCents: req(4, money),
  purchaseCents: req(5, money),
  frequency: req(6, code('1', '4', '6')),
});

const drug = loop('2410', {
  drug: one(
    segment('LIN', { qualifier: req(2, code('EN', 'EO', 'HI', 'N4', 'ON', 'UK', 'UP')), code: req(3, text(1, 48)) }),
  ),
  quantity: one(
    segment('CTP', {
      quantity: req(4, decimal(15)),
      unit: req(5, composite({ unit: req(1, code('F2', 'GR', 'ME', 'ML', 'UN')) })),
    }),
  ),
  prescription: optional(references('VY', 'XZ')),
});

const measurement = segment('MEA', {
  what: req(1, code('OG', 'TR')),
  qualifier: req(2, code('HT', 'R1', 'R2', 'R3', 'R4')),
  value: req(3, decimal(20)),
});

/** 2400: one service line of a claim. */
export const serviceLine = loop('2400', {
  number: one(lineNumber),
  service: one(service),
  equipment: optional(equipment),
  attachments: many(attachment, 10),
  ambulance: optional(ambulance),
  certification: optional(
    segment('CR3', { type: req(1, code('I', 'R', 'S')), unit: req(2, code('MO')), months: req(3, decimal(15)) }),
  ),
  conditions: many(conditions('07', '70', '09', '11', 'ZZ'), 5),
  serviceDate: one(dateOrPeriod('472', 'D8', 'RD8')),
  prescribedOn: optional(dateOrPeriod('471', 'D8')),
  revisedOn: optional(dateOrPeriod('607', 'D8')),
  begunOn: optional(dateOrPeriod('463', 'D8')),
  lastCertifiedOn: optional(dateOrPeriod('461', 'D8')),
  lastSeenOn: optional(dateOrPeriod('304', 'D8')),
  testedOn: many(
    marked(
      'DTP',
      { 1: ['738', '739'] },
      { qualifier: req(1, code('738', '739')), format: req(2, code('D8')), value: req(3, text(1, 35)) },
    ),
    2,
  ),
  shippedOn: optional(dateOrPeriod('011', 'D8')),
  lastXrayOn: optional(dateOrPeriod('455', 'D8')),
  treatmentBegan: optional(dateOrPeriod('454', 'D8')),
  quantities: many(quantity('FL', 'PT'), 2),
  measurements: many(measurement, 5),
  contract: optional(contract),
  repricedNumber: optional(reference('9B')),
  adjustedRepricedNumber: optional(reference('9D')),
  priorAuthorizations: many(
    marked(
      'REF',
      { 1: 'G1' },
      {
        value: req(2, text(1, 50)),
        payer: opt(4, composite({ qualifier: req(1, id(2, 3)), id: req(2, text(1, 50)) })),
      },
    ),
    5,
  ),
  lineControlNumber: optional(reference('6R')),
  mammographyNumber: optional(reference('EW')),
  cliaNumber: optional(reference('X4')),
  referringClia: optional(reference('F4')),
  immunizationBatch: optional(reference('BT')),
  referrals: many(
    marked(
      'REF',
      { 1: '9F' },
      {
        value: req(2, text(1, 50)),
        payer: opt(4, composite({ qualifier: req(1, id(2, 3)), id: req(2, text(1, 50)) })),
      },
    ),
    5,
  ),
  amounts: many(amount('F4', 'T'), 2),
  fixedTexts: many(fixedText, 10),
  notes: many(note('ADD', 'DCP', 'TPO'), 2),
  purchased: optional(segment('PS1', { providerId: req(1, text(1, 50)), chargeCents: req(2, money) })),
  repricing: optional(repricing),
  drug: optional(drug),
  rendering: optional(rendering('2420A')),
  purchasedProvider: optional(provider('2420B', 'QB')),
  facility: optional(facility('2420C')),
  supervising: optional(provider('2420D', 'DQ')),
  ordering: optional(orderingProvider),
  referring: many(provider('2420F', 'DN', 'P3'), 2),
  pickUp: optional(rideAddress('2420G', 'PW')),
  dropOff: optional(rideAddress('2420H', '45')),
  adjudications: many(lineAdjudication, 15),
  forms: many(form),
});
