import type { BillingProvider837P, Claims837P, Subscriber837P } from '../../x12/index.ts';
import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';
import { claimLoop } from './claim-loop.ts';
import { address, demographics, personName } from './parties-to-837p.ts';
import { plainText } from './plain-text.ts';

/** What a claim needs besides its patient file to become an 837P. */
export interface Submission {
  readonly intake: Intake;
  /** CLM01. */
  readonly claimId: string;
  readonly as: 'original' | 'replacement';
  /** The payer's own number of the claim, which a replacement must name (REF*F8). */
  readonly payerControlNumber?: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** BHT03: our number of this submission. */
  readonly reference: string;
  readonly on: IsoDate;
  /** hhmm. */
  readonly at: string;
}

/** One claim as a set of professional claims. @source 005010X222A1 */
export function claimTo837P(submission: Submission): Claims837P {
  const { intake, senderId, receiverId, reference, on, at } = submission;
  const [insurance] = intake.insurance;
  const { contact } = intake.billing;
  return {
    beginning: { purpose: '00', reference, on, at, type: 'CH' },
    submitter: {
      name: { type: '2', lastName: plainText(intake.billing.organizationName), idQualifier: '46', id: senderId },
      contacts: contact ? [contactOf(contact)] : [],
    },
    receiver: {
      name: { type: '2', lastName: plainText(insurance?.payerName ?? ''), idQualifier: '46', id: receiverId },
    },
    billingProviders: [{ ...billingProvider(intake), subscribers: [subscriberLevel(submission)] }],
  };
}

/** PER: whom a payer can call. */
function contactOf({ name, phone }: NonNullable<Intake['billing']['contact']>) {
  return { name: plainText(name), numbers: [{ kind: 'TE' as const, number: phone }] };
}

function billingProvider({ billing }: Intake): Omit<BillingProvider837P, 'subscribers'> {
  const { npi, taxId, taxIdType, organizationName, taxonomyCode, payTo, contact } = billing;
  return {
    ...(taxonomyCode ? { specialty: { taxonomyCode } } : {}),
    billingProvider: {
      name: { type: '2', lastName: plainText(organizationName), idQualifier: 'XX', id: npi },
      ...address(billing.address),
      taxId: { qualifier: taxIdType === 'EIN' ? 'EI' : 'SY', value: taxId },
      contacts: contact ? [contactOf(contact)] : [],
    },
    ...(payTo ? { payToAddress: { name: { type: '2' }, ...address(payTo) } } : {}),
  };
}

function subscriberLevel(submission: Submission): Subscriber837P {
  const { intake } = submission;
  const { patient } = intake;
  const [insurance] = intake.insurance;
  if (!insurance) throw new TypeError('a claim without insurance is not sent to a payer');
  const isSelf = insurance.relationshipToSubscriber === 'self';
  const subscriber = isSelf ? patient : (insurance.subscriber ?? patient);
  const level: Subscriber837P = {
    information: {
      responsibility: insurance.payerResponsibility,
      ...(isSelf ? { relationship: '18' } : {}),
      ...(insurance.groupNumber ? { groupNumber: plainText(insurance.groupNumber) } : {}),
      ...(insurance.groupName && !insurance.groupNumber ? { groupName: plainText(insurance.groupName) } : {}),
      filingCode: insurance.claimFilingCode,
    },
    subscriber: {
      name: { type: '1', ...personName(subscriber), idQualifier: 'MI', id: plainText(insurance.memberId) },
      ...address(subscriber.address),
      demographics: demographics(subscriber),
    },
    payer: { name: { type: '2', lastName: plainText(insurance.payerName), idQualifier: 'PI', id: insurance.payerId } },
  };
  if (isSelf) return { ...level, claims: [claimLoop(submission)] };
  const relationship = ({ spouse: '01', child: '19', other: 'G8', self: 'G8' } as const)[
    insurance.relationshipToSubscriber
  ];
  return {
    ...level,
    patients: [
      {
        details: { relationship },
        patient: {
          name: { type: '1', ...personName(patient) },
          ...address(patient.address),
          demographics: demographics(patient),
        },
        claims: [claimLoop(submission)],
      },
    ],
  };
}
