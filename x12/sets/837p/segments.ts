import { along, always, opt, places, req, reqList } from '../../grammar/element.ts';
import { code, composite, day, decimal, money, text } from '../../grammar/element-types.ts';
import { marked, segment } from '../../grammar/grammar.ts';

// Segments used in several loops of an 837P. @source 005010X222A1

const details = {
  deathFormat: along(5, 'D8', 'diedOn'),
  diedOn: opt(6, day),
  weightUnit: along(7, '01', 'weightPounds'),
  weightPounds: opt(8, decimal(10)),
  isPregnant: opt(9, code('Y')),
};
/** PAT: death or pregnancy of a subscriber who is the patient. */
export const subscriberDetails = segment('PAT', details);
/** PAT: relationship of the patient to the subscriber, and death or pregnancy. */
export const patientDetails = segment('PAT', {
  relationship: req(1, code('01', '19', '20', '21', '39', '40', '53', 'G8')),
  ...details,
});

const papers = (
  '03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS EB HC HR I5 IR LA M1 ' +
  'MT NN OB OC OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP'
).split(' ');

/** PWK: documents that support a claim or line, and how they are sent. */
export const attachment = marked(
  'PWK',
  { 2: ['AA', 'BM', 'EL', 'EM', 'FT', 'FX'] },
  {
    type: req(1, code(...papers)),
    transmission: req(2, code('AA', 'BM', 'EL', 'EM', 'FT', 'FX')),
    controlQualifier: along(5, 'AC', 'controlNumber'),
    controlNumber: opt(6, text(2, 50)),
  },
);
/** PWK: how the certificate of medical necessity of a line is sent. */
export const certificateOfNecessity = marked(
  'PWK',
  { 1: 'CT', 2: ['AB', 'AD', 'AF', 'AG', 'NS'] },
  { transmission: req(2, code('AB', 'AD', 'AF', 'AG', 'NS')) },
);

/** CN1: terms of a contract. */
export const contract = segment('CN1', {
  type: req(1, code('01', '02', '03', '04', '05', '06', '09')),
  amountCents: opt(2, money),
  percent: opt(3, decimal(6)),
  code: opt(4, text(1, 50)),
  discountPercent: opt(5, decimal(6)),
  version: opt(6, text(1, 30)),
});

/** K3: text in a format required by a payer or state. */
export const fixedText = segment('K3', { text: req(1, text(1, 80)) });

/** NTE with one of several purposes. */
export function note<const P extends readonly string[]>(...purposes: P) {
  return marked('NTE', { 1: purposes }, { purpose: req(1, code<P[number]>(...purposes)), text: req(2, text(1, 80)) });
}

/** CR1: ambulance transport. */
export const ambulance = segment('CR1', {
  weightUnit: along(1, 'LB', 'weightPounds'),
  weightPounds: opt(2, decimal(10)),
  reason: req(4, code('A', 'B', 'C', 'D', 'E')),
  distanceUnit: always(5, 'DH'),
  miles: req(6, decimal(15)),
  roundTrip: opt(9, text(1, 80)),
  stretcher: opt(10, text(1, 80)),
});

/** CRC: conditions of one category that apply or do not apply. */
export function conditions<const A extends readonly string[], const C extends readonly string[]>(
  category: string,
  { answers, codes, max }: { readonly answers: A; readonly codes: C; readonly max: number },
) {
  return marked(
    'CRC',
    { 1: category },
    { applies: req(2, code<A[number]>(...answers)), codes: reqList(places(3, 2 + max), code<C[number]>(...codes)) },
  );
}
/** CRC: condition of a patient in an ambulance. */
export const ambulanceConditions = conditions('07', {
  answers: ['N', 'Y'],
  codes: ['01', '04', '05', '06', '07', '08', '09', '12'],
  max: 5,
});
/** CRC: reason for new lenses or frames. */
export const visionConditions = marked(
  'CRC',
  { 1: ['E1', 'E2', 'E3'] },
  {
    category: req(1, code('E1', 'E2', 'E3')),
    applies: req(2, code('N', 'Y')),
    codes: reqList(places(3, 7), code('L1', 'L2', 'L3', 'L4', 'L5')),
  },
);

const repriced = {
  method: req(1, code('00', '01', '02', '03', '04', '05', '07', '08', '09', '10', '11', '12', '13', '14')),
  allowedCents: req(2, money),
  savingsCents: opt(3, money),
  organization: opt(4, text(1, 50)),
  rate: opt(5, decimal(9)),
  groupCode: opt(6, text(1, 50)),
  groupCents: opt(7, money),
  rejectReason: opt(13, code('T1', 'T2', 'T3', 'T4', 'T5', 'T6')),
  complianceCode: opt(14, code('1', '2', '3', '4', '5')),
  exceptionCode: opt(15, code('1', '2', '3', '4', '5', '6')),
};
/** HCP: a claim's repriced amounts. */
export const repricing = segment('HCP', repriced);
/** HCP: a line's repriced amounts. */
export const lineRepricing = segment('HCP', {
  ...repriced,
  method: req(1, code('00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14')),
  procedureQualifier: opt(9, code('ER', 'HC', 'IV', 'WK')),
  procedure: opt(10, text(1, 48)),
  unit: opt(11, code('MJ', 'UN')),
  units: opt(12, decimal(8, 3)),
});

function coded<const Q extends readonly string[]>(...qualifiers: Q) {
  return composite({ qualifier: req(1, code<Q[number]>(...qualifiers)), code: req(2, text(1, 30)) });
}
/** HI: the principal diagnosis, and up to eleven others. */
export const diagnoses = marked(
  'HI',
  { 1: ['ABK', 'BK'] },
  { codes: reqList(places(1, 12), coded('ABK', 'ABF', 'BK', 'BF')) },
);
/** HI: the surgical procedure of an anesthesia claim. */
export const anesthesia = marked('HI', { 1: 'BP' }, { codes: reqList([1, 2], coded('BP', 'BO')) });
/** HI: condition codes. */
export const conditionCodes = marked('HI', { 1: 'BG' }, { codes: reqList(places(1, 12), coded('BG')) });

/** Priorities of payers: primary, secondary, tertiary, and so on. */
const responsibilities = code('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'P', 'S', 'T', 'U');
const insuranceTypes = code('12', '13', '14', '15', '16', '41', '42', '43', '47');
const filingCodes = code(
  ...['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM', 'MA', 'MB', 'MC', 'OF'],
  ...['TV', 'VA', 'WC', 'ZZ'],
);
const coverage = {
  groupNumber: opt(3, text(1, 50)),
  groupName: opt(4, text(1, 60)),
  insuranceType: opt(5, insuranceTypes),
  filingCode: opt(9, filingCodes),
};
/** SBR: the coverage that a claim is billed to. The relationship is 18 when the subscriber is the patient. */
export const subscriberInformation = segment('SBR', {
  responsibility: req(1, responsibilities),
  relationship: opt(2, code('18')),
  ...coverage,
});
/** SBR: another coverage of the patient, and the patient's relationship to its subscriber. */
export const otherSubscriberInformation = segment('SBR', {
  responsibility: req(1, responsibilities),
  relationship: req(2, code('01', '18', '19', '20', '21', '39', '40', '53', 'G8')),
  ...coverage,
});

/** LX: number of a service line, computed by the writer. */
export const lineNumber = marked('LX', {}, {}, { 1: 'lx' });
