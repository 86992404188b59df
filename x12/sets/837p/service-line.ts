import { always, opt, req } from '../../grammar/element.ts';
import { code, components, composite, decimal, integer, money, text } from '../../grammar/element-types.ts';
import { fixed, loop, many, marked, one, optional, segment } from '../../grammar/grammar.ts';
import { amount, dayOf, momentOf, momentsOf, procedure, quantity, reference, references } from '../common.ts';
import { lineAdjudication } from './other-payer.ts';
import { facility, form, orderingProvider, provider, rendering, rideAddress } from './parties.ts';
import { ambulance, attachment, conditions, contract, fixedText, lineNumber, note, repricing } from './parts.ts';

// One service line. @source 005010X222A1, loops 2400 to 2440

const service = segment('SV1', {
  procedure: req(1, procedure),
  chargeCents: req(2, money),
  unit: req(3, code('MJ', 'UN')),
  units: req(4, decimal(15)),
  placeOfService: opt(5, text(1, 2)),
  diagnosisPointers: opt(7, components(integer(2), 4)),
  isEmergency: opt(9, code('Y')),
  isEpsdt: opt(11, code('Y')),
  isFamilyPlanning: opt(12, code('Y')),
  copayStatus: opt(15, code('0')),
});

const equipment = segment('SV5', {
  procedure: req(1, procedure),
  unit: always(2, 'DA'),
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
      unit: req(5, code('F2', 'GR', 'ME', 'ML', 'UN')),
    }),
  ),
  prescription: optional(references('VY', 'XZ')),
});

const payerId = composite({ qualifier: always(1, '2U'), id: req(2, text(1, 50)) });

const measurement = segment('MEA', {
  what: req(1, code('OG', 'TR')),
  qualifier: req(2, code('HT', 'R1', 'R2', 'R3', 'R4')),
  value: req(3, decimal(20)),
});

/** REF that may be of another payer, whom it then names. */
const referenceOfPayer = (qualifier: string) =>
  marked('REF', { 1: qualifier }, { value: req(2, text(1, 50)), payerId: opt(4, payerId) });

/** 2400: one service line of a claim. */
export const serviceLine = loop('2400', {
  number: fixed(lineNumber),
  service: one(service),
  equipment: optional(equipment),
  attachments: many(attachment, 10),
  ambulance: optional(ambulance),
  certification: optional(
    segment('CR3', { type: req(1, code('I', 'R', 'S')), unit: always(2, 'MO'), months: req(3, decimal(15)) }),
  ),
  conditions: many(conditions('07', '70', '09', '11', 'ZZ'), 5),
  serviceDate: one(momentOf('472', 'D8', 'RD8')),
  prescribedOn: optional(dayOf('471')),
  revisedOn: optional(dayOf('607')),
  begunOn: optional(dayOf('463')),
  lastCertifiedOn: optional(dayOf('461')),
  lastSeenOn: optional(dayOf('304')),
  testedOn: many(momentsOf(['738', '739'], 'D8'), 2),
  shippedOn: optional(dayOf('011')),
  lastXrayOn: optional(dayOf('455')),
  treatmentBegan: optional(dayOf('454')),
  quantities: many(quantity('FL', 'PT'), 2),
  measurements: many(measurement, 5),
  contract: optional(contract),
  repricedNumber: optional(reference('9B')),
  adjustedRepricedNumber: optional(reference('9D')),
  priorAuthorizations: many(referenceOfPayer('G1'), 5),
  lineControlNumber: optional(reference('6R')),
  mammographyNumber: optional(reference('EW')),
  cliaNumber: optional(reference('X4')),
  referringClia: optional(reference('F4')),
  immunizationBatch: optional(reference('BT')),
  referrals: many(referenceOfPayer('9F'), 5),
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
