import { always, due, opt, optList, req, reqGroups } from '../grammar/element.ts';
import { code, composite, day, decimal, id, integer, money, text } from '../grammar/element-types.ts';
import { due as dueMember, loop, many, marked, one, optional, segment, type ValueOf } from '../grammar/grammar.ts';
import {
  adjustment,
  amount,
  city,
  date,
  describedProcedure,
  outpatientAdjudication,
  procedure,
  quantity,
  reference,
  references,
  street,
} from './common.ts';
import { anOrganizationDue, anyonePerhaps, aPersonPerhaps, contactPerhaps, idDue, idPerhaps, named } from './names.ts';

// 835 Health Care Claim Payment/Advice. @source 005010X221A1

const payment = segment('BPR', {
  handling: req(1, code('C', 'D', 'H', 'I', 'P', 'U', 'X')),
  amountCents: req(2, money),
  creditOrDebit: req(3, code('C', 'D')),
  method: req(4, code('ACH', 'BOP', 'CHK', 'FWT', 'NON')),
  format: opt(5, code('CCP', 'CTX')),
  senderBankQualifier: opt(6, code('01', '04')),
  senderBank: opt(7, text(3, 12)),
  senderAccountQualifier: opt(8, code('DA')),
  senderAccount: opt(9, text(1, 35)),
  originatorId: opt(10, text(10, 10)),
  originatorCode: opt(11, text(9, 9)),
  receiverBankQualifier: opt(12, code('01', '04')),
  receiverBank: opt(13, text(3, 12)),
  receiverAccountQualifier: opt(14, code('DA', 'SG')),
  receiverAccount: opt(15, text(1, 35)),
  paidOn: req(16, day),
});

const trace = segment('TRN', {
  type: always(1, '1'),
  traceNumber: req(2, text(1, 50)),
  originatorId: req(3, text(10, 10)),
  originatorCode: opt(4, text(1, 50)),
});

const currency = segment('CUR', { entity: always(1, 'PR'), currency: req(2, id(3, 3)) });
const adjustments = many(adjustment('CO', 'OA', 'PI', 'PR'), 99);
const webSite = marked('PER', { 1: 'IC' }, { kind: always(3, 'UR'), address: due(4, text(1, 256)) });

const payer = loop('1000A', {
  name: one(
    marked('N1', { 1: 'PR' }, { name: req(2, text(1, 60)), idQualifier: opt(3, code('XV')), id: opt(4, text(2, 80)) }),
  ),
  street: one(street),
  city: one(city),
  references: many(references('2U', 'EO', 'HI', 'NF'), 4),
  businessContact: optional(contactPerhaps('CX', { kinds: ['TE', 'FX', 'EM', 'EX'], max: 3 })),
  technicalContacts: many(contactPerhaps('BL', { kinds: ['TE', 'FX', 'EM', 'EX', 'UR'], max: 3 }), undefined, 1),
  webSite: optional(webSite),
});

const payee = loop('1000B', {
  name: one(
    marked(
      'N1',
      { 1: 'PE' },
      { name: req(2, text(1, 60)), idQualifier: req(3, code('FI', 'XV', 'XX')), id: req(4, text(2, 80)) },
    ),
  ),
  street: optional(street),
  city: optional(city),
  references: many(references('0B', 'D3', 'PQ', 'TJ')),
  delivery: optional(
    segment('RDM', {
      how: req(1, code('BM', 'EM', 'FT', 'OL')),
      name: opt(2, text(1, 60)),
      number: opt(3, text(1, 256)),
    }),
  ),
});

const service = loop('2110', {
  service: one(
    segment('SVC', {
      procedure: req(1, procedure('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'N6', 'NU', 'UI', 'WK')),
      chargeCents: req(2, money),
      paidCents: req(3, money),
      revenueCode: opt(4, text(1, 48)),
      units: opt(5, decimal(15)),
      submittedProcedure: opt(6, describedProcedure('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'N6', 'NU', 'UI', 'WK')),
      submittedUnits: opt(7, decimal(15)),
    }),
  ),
  dates: many(
    marked('DTM', { 1: ['150', '151', '472'] }, { qualifier: req(1, code('150', '151', '472')), on: req(2, day) }),
    2,
  ),
  adjustments,
  serviceReferences: many(references('1S', 'APC', 'BB', 'E9', 'G1', 'G3', 'LU', 'RB'), 8),
  lineControlNumber: optional(reference('6R')),
  renderingReferences: many(
    references('0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'HPI', 'SY', 'TJ'),
    10,
  ),
  policyReferences: many(reference('0K'), 5),
  amounts: many(amount('B6', 'KH', 'T', 'T2', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO'), 9),
  quantities: many(quantity('ZK', 'ZL', 'ZM', 'ZN', 'ZO'), 6),
  remarks: many(segment('LQ', { list: req(1, code('HE', 'RX')), code: req(2, text(1, 30)) }), 99),
});

const filingCodes = code(
  ...(['12', '13', '14', '15', '16', '17', 'AM', 'CH', 'DS', 'HM', 'LM', 'MA', 'MB', 'MC', 'OF', 'TV'] as const),
  ...(['VA', 'WC', 'ZZ'] as const),
);
const payerIds = idDue('AD', 'FI', 'NI', 'PI', 'PP', 'XV');

const claim = loop('2100', {
  claim: one(
    segment('CLP', {
      patientControlNumber: req(1, text(1, 38)),
      statusCode: req(2, code('1', '2', '3', '4', '19', '20', '21', '22', '23', '25')),
      chargeCents: req(3, money),
      paidCents: req(4, money),
      patientResponsibilityCents: opt(5, money),
      filingCode: due(6, filingCodes),
      payerControlNumber: due(7, text(1, 50)),
      facilityCode: opt(8, text(1, 2)),
      frequencyCode: opt(9, id(1, 1)),
      drg: opt(11, id(1, 4)),
      drgWeight: opt(12, decimal(15)),
      dischargeFraction: opt(13, decimal(10)),
    }),
  ),
  adjustments,
  patient: dueMember(named('QC', { ...aPersonPerhaps, ...idPerhaps('34', 'HN', 'II', 'MI', 'MR') })),
  insured: optional(named('IL', { ...anyonePerhaps, ...idDue('FI', 'II', 'MI') })),
  correctedPatient: optional(named('74', { ...anyonePerhaps, ...idPerhaps('C') })),
  serviceProvider: optional(
    named('82', { ...anyonePerhaps, ...idDue('BD', 'BS', 'FI', 'MC', 'PC', 'SL', 'UP', 'XX') }),
  ),
  crossoverCarrier: optional(named('TT', { ...anOrganizationDue, ...payerIds })),
  correctedPayer: optional(named('PR', { ...anOrganizationDue, ...payerIds })),
  otherSubscriber: optional(named('GB', { ...anyonePerhaps, ...idPerhaps('FI', 'II', 'MI') })),
  inpatient: optional(
    segment('MIA', {
      coveredDays: req(1, decimal(15)),
      outlierCents: opt(2, money),
      lifetimeDays: opt(3, decimal(15)),
      drgCents: opt(4, money),
      remarkCodes: optList([5, 20, 21, 22, 23], text(1, 50)),
      disproportionateCents: opt(6, money),
      mspCents: opt(7, money),
      capitalCents: opt(8, money),
      capitalFspCents: opt(9, money),
      capitalHspCents: opt(10, money),
      capitalDshCents: opt(11, money),
      oldCapitalCents: opt(12, money),
      capitalImeCents: opt(13, money),
      hspCents: opt(14, money),
      costReportDays: opt(15, decimal(15)),
      fspCents: opt(16, money),
      mspPassThroughCents: opt(17, money),
      capitalExceptionCents: opt(18, money),
      nonPayableCents: opt(19, money),
      capitalExceptionAmountCents: opt(24, money),
    }),
  ),
  outpatient: optional(outpatientAdjudication),
  references: many(references('1L', '1W', '28', '6P', '9A', '9C', 'BB', 'CE', 'EA', 'F8', 'G1', 'G3', 'IG', 'SY'), 5),
  renderingReferences: many(references('0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'LU'), 10),
  dates: many(marked('DTM', { 1: ['232', '233'] }, { qualifier: req(1, code('232', '233')), on: req(2, day) }), 2),
  coverageExpired: optional(date('036')),
  receivedOn: optional(date('050')),
  contacts: many(contactPerhaps('CX', { kinds: ['TE', 'FX', 'EM', 'EX'], max: 3 }), 2),
  amounts: many(amount('AU', 'D8', 'DY', 'F5', 'I', 'NL', 'T', 'T2', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO'), 13),
  quantities: many(quantity('CA', 'CD', 'LA', 'LE', 'NE', 'NR', 'OU', 'PS', 'VS', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO'), 14),
  services: many(service, 999),
});

const header = loop('2000', {
  number: one(segment('LX', { number: req(1, integer(6)) })),
  providerSummary: optional(
    segment('TS3', {
      providerId: req(1, text(1, 50)),
      facilityCode: req(2, text(1, 2)),
      fiscalYearEnd: req(3, day),
      claims: req(4, decimal(15)),
      chargeCents: req(5, money),
      mspPayerCents: opt(13, money),
      nonLabChargeCents: opt(15, money),
      hcpcsPayableCents: opt(17, money),
      hcpcsReportableCents: opt(18, money),
      professionalComponentCents: opt(20, money),
      mspPatientLiabilityCents: opt(21, money),
      mspPatientPaidCents: opt(22, money),
      pipClaims: opt(23, decimal(15)),
      pipAdjustmentCents: opt(24, money),
    }),
  ),
  inpatientSummary: optional(
    segment('TS2', {
      drgCents: opt(1, money),
      federalSpecificCents: opt(2, money),
      hospitalSpecificCents: opt(3, money),
      disproportionateShareCents: opt(4, money),
      capitalCents: opt(5, money),
      indirectEducationCents: opt(6, money),
      outlierDays: opt(7, decimal(15)),
      dayOutlierCents: opt(8, money),
      costOutlierCents: opt(9, money),
      averageLengthOfStay: opt(10, decimal(15)),
      discharges: opt(11, decimal(15)),
      costReportDays: opt(12, decimal(15)),
      coveredDays: opt(13, decimal(15)),
      nonCoveredDays: opt(14, decimal(15)),
      mspPassThroughCents: opt(15, money),
      averageDrgWeight: opt(16, decimal(15)),
      ppsFederalSpecificCents: opt(17, money),
      ppsHospitalSpecificCents: opt(18, money),
      ppsDisproportionateShareCents: opt(19, money),
    }),
  ),
  claims: many(claim),
});

const adjustmentId = composite({ reasonCode: req(1, id(2, 2)), reference: opt(2, text(1, 50)) });

const providerAdjustment = loop('PLB', {
  adjustment: one(
    segment('PLB', {
      providerId: req(1, text(1, 50)),
      fiscalYearEnd: req(2, day),
      adjustments: reqGroups(3, { width: 2, max: 6 }, { id: req(1, adjustmentId), amountCents: req(2, money) }),
    }),
  ),
});

/** The remittance advice: one payment and the claims that it covers. */
export const grammar835 = loop('835', {
  payment: one(payment),
  trace: one(trace),
  currency: optional(currency),
  receiverId: optional(reference('EV')),
  versionId: optional(reference('F2')),
  productionDate: optional(date('405')),
  payer: one(payer),
  payee: one(payee),
  headers: many(header),
  providerAdjustments: many(providerAdjustment),
});

/** The value of an 835. */
export type Remittance835 = ValueOf<typeof grammar835>;
/** One claim of an 835 (loop 2100). */
export type ClaimPayment835 = ValueOf<typeof claim>;
/** One service line of an 835 (loop 2110). */
export type ServicePayment835 = ValueOf<typeof service>;
