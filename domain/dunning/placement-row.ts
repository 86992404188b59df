import type { IsoDate } from '../dates.ts';
import { balancesAfter } from '../ledger/balances.ts';
import { type ClaimTotals, claimTotals } from '../ledger/claim-totals.ts';
import type { Entry } from '../ledger/entry.ts';
import { type Cents, minus, zero } from '../money.ts';
import { firstServiceDate, lastServiceDate } from '../policy/service-dates.ts';
import type { Intake } from '../schema/intake.ts';
import { responsibleParty } from './person.ts';

/** Columns of the placement file, in order: what agencies require, and what Regulation F requires of them. */
export const placementColumns = [
  'batchId',
  'accountNumber',
  'clientCode',
  'patientFirst',
  'patientMiddle',
  'patientLast',
  'patientSuffix',
  'patientDob',
  'guarantorFirst',
  'guarantorMiddle',
  'guarantorLast',
  'guarantorSuffix',
  'guarantorDob',
  'relationship',
  'ssnLast4',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'phone',
  'phoneType',
  'email',
  'emailConsent',
  'language',
  'dateOfService',
  'lastServiceDate',
  'facilityName',
  'providerName',
  'originalCreditor',
  'chargeCents',
  'insurancePaidCents',
  'adjustmentsCents',
  'patientPaidCents',
  'balanceCents',
  'itemizationDate',
  'itemizationDateType',
  'balanceAtItemizationCents',
  'interestSinceCents',
  'feesSinceCents',
  'paymentsSinceCents',
  'creditsSinceCents',
  'firstStatementDate',
  'lastStatementDate',
  'finalNoticeDate',
  'statementCount',
  'lastPaymentDate',
  'lastPaymentCents',
  'delinquencyDate',
  'insuranceStatus',
  'financialAssistanceScreened',
  'disputeHistory',
  'interestAllowed',
  'creditReportingAllowed',
  'notes',
] as const;

type AmountColumn = Extract<(typeof placementColumns)[number], `${string}Cents`>;

/** One account in the placement file; unknown values are empty. Holds PHI: never logged. */
export type PlacementRow = Readonly<
  Record<Exclude<(typeof placementColumns)[number], AmountColumn>, string> & Record<AmountColumn, Cents>
>;

/** The input of a placement. */
export interface PlacementFacts {
  readonly intake: Intake;
  readonly claimId: string;
  readonly batchId: string;
  /** All journal entries of the claim, before the placement itself. */
  readonly entries: readonly Entry[];
  /** Days on which statements were sent, oldest first; the last one is the final notice. */
  readonly statementsOn: readonly [IsoDate, ...IsoDate[]];
}

/**
 * The row of one account. The debt is itemized as of the last statement, one of the dates that Regulation F permits.
 * @source 12 CFR 1006.34(b)(3)
 */
export function placementRow(facts: PlacementFacts): PlacementRow {
  const { intake, claimId, batchId } = facts;
  return {
    batchId,
    accountNumber: claimId,
    clientCode: intake.billing.npi,
    ...people(intake),
    ...services(intake),
    ...money(facts),
    insuranceStatus: intake.responsibleParty === 'selfPay' ? 'NO_COVERAGE' : 'PROCESSED',
    // claimloop does not screen, record disputes or charge interest, and no debt is reported to a credit bureau.
    financialAssistanceScreened: 'N',
    disputeHistory: 'N',
    interestAllowed: 'N',
    creditReportingAllowed: 'N',
    notes: '',
  };
}

type People =
  | 'patientFirst'
  | 'patientMiddle'
  | 'patientLast'
  | 'patientSuffix'
  | 'patientDob'
  | 'guarantorFirst'
  | 'guarantorMiddle'
  | 'guarantorLast'
  | 'guarantorSuffix'
  | 'guarantorDob'
  | 'relationship'
  | 'ssnLast4'
  | 'address1'
  | 'address2'
  | 'city'
  | 'state'
  | 'zip'
  | 'phone'
  | 'phoneType'
  | 'email'
  | 'emailConsent'
  | 'language';

function people(intake: Intake): Pick<PlacementRow, People> {
  const party = responsibleParty(intake);
  const { patient } = intake;
  const { address, contact } = party;
  return {
    patientFirst: patient.firstName,
    patientMiddle: patient.middleName ?? '',
    patientLast: patient.lastName,
    patientSuffix: patient.suffix ?? '',
    patientDob: patient.dateOfBirth,
    guarantorFirst: party.firstName,
    guarantorMiddle: party.middleName ?? '',
    guarantorLast: party.lastName,
    guarantorSuffix: party.suffix ?? '',
    guarantorDob: party.isPatient ? patient.dateOfBirth : '',
    relationship: party.isPatient ? 'SELF' : 'OTHER',
    ssnLast4: '',
    address1: address.address1,
    address2: address.address2 ?? '',
    city: address.city,
    state: address.state,
    zip: address.postalCode,
    phone: contact?.phone ?? '',
    phoneType: '',
    email: contact?.email ?? '',
    emailConsent: contact?.emailConsent ? 'Y' : 'N',
    language: '',
  };
}

type Services =
  | 'dateOfService'
  | 'lastServiceDate'
  | 'facilityName'
  | 'providerName'
  | 'originalCreditor'
  | 'delinquencyDate';

function services(intake: Intake): Pick<PlacementRow, Services> {
  const { rendering, serviceFacility, billing } = intake;
  return {
    dateOfService: firstServiceDate(intake),
    lastServiceDate: lastServiceDate(intake),
    facilityName: serviceFacility?.organizationName ?? billing.organizationName,
    providerName: rendering ? `${rendering.firstName} ${rendering.lastName}` : '',
    originalCreditor: billing.organizationName,
    delinquencyDate: lastServiceDate(intake),
  };
}

type Money =
  | AmountColumn
  | 'itemizationDate'
  | 'itemizationDateType'
  | 'firstStatementDate'
  | 'lastStatementDate'
  | 'finalNoticeDate'
  | 'statementCount'
  | 'lastPaymentDate';

function money({ entries, statementsOn }: PlacementFacts): Pick<PlacementRow, Money> {
  const totals = totalsOf(entries);
  const [firstStatementDate] = statementsOn;
  const lastStatementDate = statementsOn.at(-1) ?? firstStatementDate;
  const payments = entries
    .filter(({ kind }) => kind === 'patient-payment')
    .toSorted((one, other) => (one.effectiveOn < other.effectiveOn ? -1 : 1));
  // A statement shows what was posted by its day.
  const since = totalsOf(entries.filter(({ postedOn }) => postedOn > lastStatementDate));
  const last = payments.at(-1);
  return {
    chargeCents: totals.chargedCents,
    insurancePaidCents: totals.insurancePaidCents,
    adjustmentsCents: totals.adjustedCents,
    patientPaidCents: totals.patientPaidCents,
    balanceCents: totals.patientOwesCents,
    itemizationDate: lastStatementDate,
    itemizationDateType: 'LAST_STATEMENT',
    balanceAtItemizationCents: minus(totals.patientOwesCents, since.patientOwesCents),
    interestSinceCents: zero,
    feesSinceCents: zero,
    // Balance at itemization − payments − credits = balance now; any other reduction since then is a credit.
    paymentsSinceCents: since.patientPaidCents,
    creditsSinceCents: minus(minus(zero, since.patientOwesCents), since.patientPaidCents),
    firstStatementDate,
    lastStatementDate,
    finalNoticeDate: lastStatementDate,
    statementCount: String(statementsOn.length),
    lastPaymentDate: last?.effectiveOn ?? '',
    lastPaymentCents: last ? totalsOf([last]).patientPaidCents : zero,
  };
}

function totalsOf(entries: readonly Entry[]): ClaimTotals {
  return claimTotals(balancesAfter(entries));
}
