import { always, opt, optList, places, req, reqList } from '../../grammar/element.ts';
import { code, composite, id, money, text } from '../../grammar/element-types.ts';
import { loop, many, one, optional, segment, type ValueOf } from '../../grammar/grammar.ts';
import { momentsOf, reference, referenceCode, total } from '../common.ts';
import { type lineAdjudication, otherCoverage } from './other-payer.ts';
import { dropOff, facility, pickUp, referring, rendering, supervising } from './parties.ts';
import {
  ambulance,
  ambulanceConditions,
  anesthesia,
  attachment,
  conditionCodes,
  conditions,
  contract,
  diagnoses,
  fixedText,
  note,
  repricing,
  visionConditions,
} from './segments.ts';
import { serviceLine } from './service-line.ts';

// One claim. @source 005010X222A1, loop 2300

const place = composite({ code: req(1, text(1, 2)), qualifier: always(2, 'B'), frequency: req(3, id(1, 1)) });
const causes = composite({
  codes: reqList(places(1, 2), code('AA', 'EM', 'OA')),
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
  delayReason: opt(20, code('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15')),
});

/**
 * Days of a claim by their qualifiers: onset of illness, first treatment, last seen, acute manifestation, accident,
 * last menstrual period, last x-ray, prescription, last worked, return to work, admission, discharge, first contact
 * with a property and casualty payer, repricer received.
 */
const claimDates = [
  ...(['431', '454', '304', '453', '439', '484', '455', '471', '297', '296', '435', '096', '444', '050'] as const),
] as const;

const spinalManipulation = segment('CR2', {
  condition: req(8, code('A', 'C', 'D', 'E', 'F', 'G', 'M')),
  descriptions: optList([10, 11], text(1, 80)),
});

/** 2300: one claim. */
export const claim = loop('2300', {
  claim: one(information),
  dates: many(momentsOf(claimDates, 'D8'), claimDates.length),
  disability: optional(momentsOf(['314', '360', '361'], 'D8', 'RD8')),
  assumedCare: many(momentsOf(['090', '091'], 'D8'), 2),
  attachments: many(attachment, 10),
  contract: optional(contract),
  patientPaid: optional(total('F5')),
  serviceException: optional(referenceCode('4N', '1', '2', '3', '4', '5', '6', '7')),
  medicareCrossover: optional(referenceCode('F5', 'N', 'Y')),
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
  spinalManipulation: optional(spinalManipulation),
  ambulanceConditions: many(ambulanceConditions, 3),
  visionConditions: many(visionConditions, 3),
  homebound: optional(conditions('75', { answers: ['Y'], codes: ['IH'], max: 1 })),
  epsdtReferral: optional(conditions('ZZ', { answers: ['N', 'Y'], codes: ['AV', 'NU', 'S2', 'ST'], max: 3 })),
  diagnoses: one(diagnoses),
  anesthesia: optional(anesthesia),
  conditionCodes: many(conditionCodes, 2),
  repricing: optional(repricing),
  referring: many(referring, 2),
  rendering: optional(rendering),
  facility: optional(facility),
  supervising: optional(supervising),
  pickUp: optional(pickUp('2310E')),
  dropOff: optional(dropOff('2310F')),
  otherCoverages: many(otherCoverage, 10),
  lines: many(serviceLine, 50, 1),
});

/** One claim of an 837P. */
export type Claim837P = ValueOf<typeof claim>;
/** One service line of a claim (loop 2400). */
export type ServiceLine837P = ValueOf<typeof serviceLine>;
/** Another coverage of the patient (loop 2320). */
export type OtherCoverage837P = ValueOf<typeof otherCoverage>;
/** Another payer's adjudication of a line (loop 2430). */
export type LineAdjudication837P = ValueOf<typeof lineAdjudication>;
