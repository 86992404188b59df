import type { Claim837P, Subscriber837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';
import { defined } from './defined.ts';
import { address, demographics, personName } from './parties-to-837p.ts';

type Insurance = Intake['insurance'][number];
type OtherCoverage = NonNullable<Claim837P['otherCoverages']>[number];

/** PAT01 and SBR02: the patient's relationship to the holder of the policy. */
const relationships = { self: '18', spouse: '01', child: '19', other: 'G8' } as const;

/** Loops 2000B, 2010BA and 2010BB: the coverage that the claim bills. */
export function subscriberLevel(intake: Intake, insurance: Insurance): Subscriber837P {
  const { patient } = intake;
  const isSelf = insurance.relationshipToSubscriber === 'self';
  const subscriber = isSelf ? patient : (insurance.subscriber ?? patient);
  return {
    information: {
      responsibility: insurance.payerResponsibility,
      ...(isSelf ? { relationship: '18' } : {}),
      ...coverage(insurance),
    },
    subscriber: {
      name: { type: '1', ...personName(subscriber), idQualifier: 'MI', id: insurance.memberId },
      ...(subscriber.address ? address(subscriber.address) : {}),
      ...demographics(subscriber),
    },
    payer: { name: { organizationName: insurance.payerName, idQualifier: 'PI', id: insurance.payerId } },
  };
}

/** Loops 2000C and 2010CA: a patient who does not hold the policy; undefined for one who does. */
export function dependentOf({ patient }: Intake, { relationshipToSubscriber }: Insurance) {
  if (relationshipToSubscriber === 'self') return undefined;
  return {
    details: { relationship: relationships[relationshipToSubscriber] },
    patient: {
      name: personName(patient),
      ...address(patient.address),
      demographics: { bornOn: patient.dateOfBirth, gender: patient.gender },
    },
  };
}

/** Loop 2320: another coverage of the patient, not adjudicated yet. */
export function otherCoverage({ patient, claim }: Intake, insurance: Insurance): OtherCoverage {
  const holder = insurance.relationshipToSubscriber === 'self' ? patient : (insurance.subscriber ?? patient);
  return {
    subscriber: {
      responsibility: insurance.payerResponsibility,
      relationship: relationships[insurance.relationshipToSubscriber],
      ...coverage(insurance),
    },
    insurance: {
      benefitsAssigned: claim.benefitsAssigned ? 'Y' : 'N',
      releaseOfInformation: claim.releaseOfInformation,
    },
    otherSubscriber: {
      name: { type: '1', ...personName(holder), idQualifier: 'MI', id: insurance.memberId },
      ...(holder.address ? address(holder.address) : {}),
    },
    otherPayer: { name: { organizationName: insurance.payerName, idQualifier: 'PI', id: insurance.payerId } },
  };
}

/** The fields of SBR. */
function coverage({ groupNumber, groupName, claimFilingCode }: Insurance) {
  return { ...defined({ groupNumber, groupName }), filingCode: claimFilingCode };
}
