import { always, opt, optList, places, req, reqList } from '../../grammar/element.ts';
import { code, composite, id, money, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment, type ValueOf } from '../../grammar/grammar.ts';
import { amount, momentsOf, reference } from '../common.ts';
import { type lineAdjudication, otherCoverage } from './other-payer.ts';
import { facility, provider, rendering, rideAddress } from './parties.ts';
import { ambulance, attachment, codes, conditions, contract, fixedText, note, repricing } from './parts.ts';
import { serviceLine } from './service-line.ts';

// One claim. @source 005010X222A1, loop 2300

const place = composite({ code: req(1, text(1, 2)), qualifier: always(2, 'B'), frequency: req(3, id(1, 1)) });
const causes = composite({
  codes: reqList(places(1, 3), code('AA', 'EM', 'OA')),
  state: opt(4, id(2, 2)),
  country: opt(5, id(2, 3)),
});

const information = segment('CLM', {
  patientControlNumber: req(1, text(1, 38)),
  chargeCents: req(2, money),
  place: req(5, place),
  signatureOnFile: req(6, code('N', 'Y')),
  acceptsAssignment: req(7, code('A', 'B', 'C')),
  benefitsAssigned: req(8, code('N', 'W', 'Y')),
  releaseOfInformation: req(9, code('I', 'Y')),
  signatureSource: opt(10, code('P')),
  causes: opt(11, causes),
  program: opt(12, code('02', '03', '05', '09')),
  delayReason: opt(20, id(1, 2)),
});

const moments = [
  '431',
  '454',
  '304',
  '453',
  '439',
  '484',
  '455',
  '471',
  '297',
  '296',
  '435',
  '096',
  '444',
  '050',
] as const;

/** 2300: one claim. */
export const claim = loop('2300', {
  claim: one(information),
  dates: many(momentsOf(moments, 'D8', 'DT'), 20),
  disability: optional(momentsOf(['314', '360', '361'], 'D8', 'RD8')),
  assumedCare: many(momentsOf(['090', '091'], 'D8'), 2),
  attachments: many(attachment, 10),
  contract: optional(contract),
  patientPaid: optional(amount('F5')),
  serviceException: optional(reference('4N')),
  medicareCrossover: optional(reference('F5')),
  mammographyNumber: optional(reference('EW')),
  referralNumber: optional(reference('9F')),
  priorAuthorization: optional(reference('G1')),
  payerControlNumber: optional(reference('F8')),
  cliaNumber: optional(reference('X4')),
  repricedNumber: optional(reference('9A')),
  adjustedRepricedNumber: optional(reference('9C')),
  deviceExemption: optional(reference('LX')),
  clearinghouseNumber: optional(reference('D9')),
  medicalRecordNumber: optional(reference('EA')),
  demonstrationProject: optional(reference('P4')),
  carePlanOversight: optional(reference('1J')),
  fixedTexts: many(fixedText, 10),
  note: optional(note('ADD', 'CER', 'DCP', 'DGN', 'TPO')),
  ambulance: optional(ambulance),
  spinalManipulation: optional(
    segment('CR2', {
      condition: req(8, code('A', 'C', 'D', 'E', 'F', 'G', 'M')),
      descriptions: optList([10, 11], text(1, 80)),
    }),
  ),
  conditions: many(conditions('07', 'E1', 'E2', 'E3', '75', 'ZZ'), 8),
  diagnoses: one(codes('ABK', 'BK')),
  anesthesia: optional(codes('BP')),
  conditionCodes: many(codes('BG'), 2),
  repricing: optional(repricing),
  referring: many(provider('2310A', 'DN', 'P3'), 2),
  rendering: optional(rendering('2310B')),
  facility: optional(facility('2310C')),
  supervising: optional(provider('2310D', 'DQ')),
  pickUp: optional(rideAddress('2310E', 'PW')),
  dropOff: optional(rideAddress('2310F', '45')),
  otherCoverages: many(otherCoverage, 10),
  lines: many(serviceLine, 50, 1),
});

/** One claim of an 837P. */
export type Claim837P = ValueOf<typeof claim>;
/** One service line of a claim (loop 2400). */
export type ServiceLine837P = ValueOf<typeof serviceLine>;
/** Another coverage of the patient (loop 2320). */
export type OtherCoverage837P = ValueOf<typeof otherCoverage>;
/** What another payer decided on a line (loop 2430). */
export type LineAdjudication837P = ValueOf<typeof lineAdjudication>;
