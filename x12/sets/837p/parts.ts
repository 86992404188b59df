import { along, always, opt, places, req, reqList } from '../../grammar/element.ts';
import { code, composite, day, decimal, id, money, text } from '../../grammar/element-types.ts';
import { type Counted, marked, segment } from '../../grammar/grammar.ts';

// Segments that stand in several places of an 837P. @source 005010X222A1

/** HL of one level; the writer counts. */
export function level(levelCode: string) {
  const counted: Record<number, Counted> = { 1: 'hl', 2: 'hl-parent', 4: 'hl-child' };
  return marked('HL', { 3: levelCode }, {}, counted);
}

/** DMG: birth and gender. */
export const demographics = segment('DMG', {
  format: always(1, 'D8'),
  bornOn: req(2, day),
  gender: req(3, code('F', 'M', 'U')),
});

/** PRV: a provider's specialty in one role. */
export function specialty(role: string) {
  return marked('PRV', { 1: role }, { qualifier: always(2, 'PXC'), taxonomyCode: req(3, text(1, 50)) });
}

/** PAT: what an accident, a death or a pregnancy adds about a patient. */
export const patientDetails = segment('PAT', {
  relationship: opt(1, code('01', '19', '20', '21', '39', '40', '53', 'G8')),
  deathFormat: along(5, 'D8', 'diedOn'),
  diedOn: opt(6, day),
  weightUnit: along(7, '01', 'weightPounds'),
  weightPounds: opt(8, decimal(10)),
  isPregnant: opt(9, code('Y')),
});

/** PWK: papers that go with a claim or line. */
export const attachment = segment('PWK', {
  type: req(1, id(2, 2)),
  transmission: req(2, code('AA', 'AB', 'AD', 'AF', 'AG', 'BM', 'EL', 'EM', 'FT', 'FX', 'NS')),
  controlQualifier: along(5, 'AC', 'controlNumber'),
  controlNumber: opt(6, text(2, 50)),
});

/** CN1: terms of a contract. */
export const contract = segment('CN1', {
  type: req(1, code('01', '02', '03', '04', '05', '06', '09')),
  amountCents: opt(2, money),
  percent: opt(3, decimal(6)),
  code: opt(4, text(1, 50)),
  discountPercent: opt(5, decimal(6)),
  version: opt(6, text(1, 30)),
});

/** K3: text in a form that a payer or state prescribes. */
export const fixedText = segment('K3', { text: req(1, text(1, 80)) });

/** NTE with one of several purposes. */
export function note<const P extends readonly string[]>(...purposes: P) {
  return marked('NTE', { 1: purposes }, { purpose: req(1, code(...purposes)), text: req(2, text(1, 80)) });
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

/** CRC: conditions of one category, answered yes or no. */
export function conditions<const C extends readonly string[]>(...categories: C) {
  return marked(
    'CRC',
    { 1: categories },
    {
      category: req(1, code(...categories)),
      applies: req(2, code('Y', 'N')),
      codes: reqList(places(3, 7), id(2, 3)),
    },
  );
}

/** HCP: repriced amounts. */
export const repricing = segment('HCP', {
  method: req(1, id(2, 2)),
  allowedCents: req(2, money),
  savingsCents: opt(3, money),
  organization: opt(4, text(1, 50)),
  rate: opt(5, decimal(9)),
  groupCode: opt(6, text(1, 50)),
  groupCents: opt(7, money),
  procedureQualifier: opt(9, id(2, 2)),
  procedure: opt(10, text(1, 48)),
  unit: opt(11, code('MJ', 'UN')),
  units: opt(12, decimal(15)),
  rejectReason: opt(13, id(2, 2)),
  complianceCode: opt(14, id(1, 2)),
  exceptionCode: opt(15, id(1, 2)),
});

const codedPart = composite({ qualifier: req(1, id(1, 3)), code: req(2, text(1, 30)) });

/** HI: up to twelve codes, the first of one of the kinds given. */
export function codes(...kinds: readonly string[]) {
  return marked('HI', { 1: kinds }, { codes: reqList(places(1, 12), codedPart) });
}

/** LX: the number of a service line; the writer counts. */
export const lineNumber = marked('LX', {}, {}, { 1: 'lx' });

/** Priority of a coverage and how the patient is covered. */
export const subscriberInformation = segment('SBR', {
  responsibility: req(1, code('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'P', 'S', 'T', 'U')),
  relationship: opt(2, id(2, 2)),
  groupNumber: opt(3, text(1, 50)),
  groupName: opt(4, text(1, 60)),
  insuranceType: opt(5, id(1, 3)),
  filingCode: opt(9, id(1, 2)),
});
