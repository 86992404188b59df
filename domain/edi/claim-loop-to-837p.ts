import { frequencyCodes, type SendAs } from '../claim/send-as.ts';
import type { Claim837P, ServiceLine837P } from '../../x12/index.ts';
import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';
import { otherCoverage } from './coverages-to-837p.ts';
import { otherProviders } from './parties-to-837p.ts';

/** The input of an 837P. */
export interface Submission {
  readonly intake: Intake;
  /** CLM01. */
  readonly claimId: string;
  readonly as: SendAs;
  /** The payer's control number, required for a replacement and a void (REF*F8). */
  readonly payerControlNumber?: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** BHT03: our number of this submission. */
  readonly reference: string;
  readonly on: IsoDate;
  /** hhmm. */
  readonly at: string;
}

/** Loop 2300: the claim with its diagnoses, providers, other coverages and lines. */
export function claimLoop({ intake, claimId, as, payerControlNumber }: Submission): Claim837P {
  const { claim } = intake;
  const [, ...others] = intake.insurance;
  return {
    claim: {
      patientControlNumber: claimId,
      chargeCents: claim.serviceLines.reduce((total, line) => total + line.chargeAmountCents, 0),
      place: { code: claim.placeOfServiceCode, frequency: frequencyCodes[as] },
      signatureOnFile: claim.signatureOnFile ? 'Y' : 'N',
      acceptsAssignment: claim.acceptsAssignment ? 'A' : 'C',
      benefitsAssigned: claim.benefitsAssigned ? 'Y' : 'N',
      releaseOfInformation: claim.releaseOfInformation,
      ...(claim.accidentDate ? { causes: { codes: ['OA'] } } : {}),
      ...(claim.delayReasonCode ? { delayReason: claim.delayReasonCode } : {}),
    },
    ...(claim.accidentDate ? { dates: [{ qualifier: '439', when: claim.accidentDate }] } : {}),
    ...references(claim, as === 'original' ? undefined : payerControlNumber),
    ...(claim.note ? { note: { purpose: 'ADD', text: claim.note } } : {}),
    diagnoses: diagnoses(claim.diagnoses),
    ...otherProviders(intake),
    ...(others.length > 0 ? { otherCoverages: others.map((insurance) => otherCoverage(intake, insurance)) } : {}),
    lines: claim.serviceLines.map(lineTo837P),
  };
}

function references(
  { referralNumber, priorAuthorizationNumber }: Intake['claim'],
  payerControlNumber: string | undefined,
): Partial<Claim837P> {
  return {
    ...(referralNumber ? { referralNumber: { value: referralNumber } } : {}),
    ...(priorAuthorizationNumber ? { priorAuthorization: { value: priorAuthorizationNumber } } : {}),
    ...(payerControlNumber ? { payerControlNumber: { value: payerControlNumber } } : {}),
  };
}

/** HI: the principal diagnosis first; codes without dots. */
function diagnoses(given: Intake['claim']['diagnoses']): Claim837P['diagnoses'] {
  return {
    codes: given.map(({ code }, index) => ({ qualifier: index === 0 ? 'ABK' : 'ABF', code: code.replace('.', '') })),
  };
}

/** Loop 2400: a service line. */
function lineTo837P(line: Intake['claim']['serviceLines'][number]): ServiceLine837P {
  const { serviceDate, serviceDateTo, modifiers, drug } = line;
  return {
    service: {
      procedure: { qualifier: 'HC', code: line.procedureCode, ...(modifiers.length > 0 ? { modifiers } : {}) },
      chargeCents: line.chargeAmountCents,
      unit: line.unitType,
      units: line.units,
      ...(line.placeOfServiceCode ? { placeOfService: line.placeOfServiceCode } : {}),
      diagnosisPointers: line.diagnosisPointers,
    },
    serviceDate: { when: serviceDateTo === undefined ? serviceDate : `${serviceDate}/${serviceDateTo}` },
    lineControlNumber: { value: line.lineId },
    ...(line.note ? { note: { purpose: 'ADD', text: line.note } } : {}),
    ...(drug
      ? { drug: { drug: { qualifier: 'N4', code: drug.ndc }, quantity: { quantity: drug.quantity, unit: drug.unit } } }
      : {}),
  };
}
