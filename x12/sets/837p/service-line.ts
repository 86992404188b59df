import { always, opt, req } from '../../grammar/element.ts';
import { code, components, decimal, integer, money, text } from '../../grammar/element-types.ts';
import { fixed, loop, many, one, optional, segment } from '../../grammar/grammar.ts';
import {
  dayOf,
  describedProcedure,
  momentOf,
  momentsOf,
  procedure,
  reference,
  referenceOfPayer,
  references,
  tally,
  total,
} from '../common.ts';
import { lineAdjudication } from './other-payer.ts';
import {
  dropOff,
  form,
  lineFacility,
  lineOrdering,
  linePurchased,
  lineReferring,
  lineRendering,
  lineSupervising,
  pickUp,
} from './parties.ts';
import {
  ambulance,
  ambulanceConditions,
  attachment,
  certificateOfNecessity,
  conditions,
  contract,
  fixedText,
  lineNumber,
  lineRepricing,
  note,
} from './segments.ts';

// One service line. @source 005010X222A1, loops 2400 to 2440

const service = segment('SV1', {
  procedure: req(1, describedProcedure('ER', 'HC', 'IV', 'WK')),
  chargeCents: req(2, money),
  unit: req(3, code('MJ', 'UN')),
  units: req(4, decimal(8, 3)),
  placeOfService: opt(5, text(1, 2)),
  diagnosisPointers: req(7, components(integer(2), 4)),
  isEmergency: opt(9, code('Y')),
  isEpsdt: opt(11, code('Y')),
  isFamilyPlanning: opt(12, code('Y')),
  copayStatus: opt(15, code('0')),
});

const equipment = segment('SV5', {
  procedure: req(1, procedure('HC')),
  unit: always(2, 'DA'),
  days: req(3, decimal(15)),
  rentalCents: req(4, money),
  purchaseCents: req(5, money),
  frequency: req(6, code('1', '4', '6')),
});

const certification = segment('CR3', {
  type: req(1, code('I', 'R', 'S')),
  unit: always(2, 'MO'),
  months: req(3, decimal(15)),
});

const drug = loop('2410', {
  drug: one(
    segment('LIN', { qualifier: req(2, code('EN', 'EO', 'HI', 'N4', 'ON', 'UK', 'UP')), code: req(3, text(1, 48)) }),
  ),
  quantity: one(segment('CTP', { quantity: req(4, decimal(15)), unit: req(5, code('F2', 'GR', 'ME', 'ML', 'UN')) })),
  prescription: optional(references('VY', 'XZ')),
});

const measurement = segment('MEA', {
  what: req(1, code('OG', 'TR')),
  qualifier: req(2, code('HT', 'R1', 'R2', 'R3', 'R4')),
  value: req(3, decimal(20)),
});

/** 2400: one service line of a claim. */
export const serviceLine = loop('2400', {
  number: fixed(lineNumber),
  service: one(service),
  equipment: optional(equipment),
  attachments: many(attachment, 10),
  certificateOfNecessity: optional(certificateOfNecessity),
  ambulance: optional(ambulance),
  certification: optional(certification),
  ambulanceConditions: many(ambulanceConditions, 3),
  hospiceEmployed: optional(conditions('70', { answers: ['N', 'Y'], codes: ['65'], max: 1 })),
  equipmentConditions: optional(conditions('09', { answers: ['N', 'Y'], codes: ['38', 'ZV'], max: 2 })),
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
  ambulancePatients: optional(tally('PT')),
  obstetricUnits: optional(tally('FL')),
  measurements: many(measurement, 5),
  contract: optional(contract),
  repricedNumber: optional(reference('9B')),
  adjustedRepricedNumber: optional(reference('9D')),
  priorAuthorizations: many(referenceOfPayer('G1'), 5),
  lineControlNumber: optional(reference('6R', 30)),
  mammographyNumber: optional(reference('EW')),
  cliaNumber: optional(reference('X4')),
  referringClia: optional(reference('F4')),
  immunizationBatch: optional(reference('BT')),
  referrals: many(referenceOfPayer('9F'), 5),
  salesTax: optional(total('T')),
  postage: optional(total('F4')),
  fixedTexts: many(fixedText, 10),
  note: optional(note('ADD', 'DCP')),
  thirdPartyNote: optional(note('TPO')),
  purchased: optional(segment('PS1', { providerId: req(1, text(1, 50)), chargeCents: req(2, money) })),
  repricing: optional(lineRepricing),
  drug: optional(drug),
  rendering: optional(lineRendering),
  purchasedProvider: optional(linePurchased),
  facility: optional(lineFacility),
  supervising: optional(lineSupervising),
  ordering: optional(lineOrdering),
  referring: many(lineReferring, 2),
  pickUp: optional(pickUp('2420G')),
  dropOff: optional(dropOff('2420H')),
  adjudications: many(lineAdjudication, 15),
  forms: many(form),
});
