import type { Claims837P, Subscriber837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';
import { claimLoop, type Submission } from './claim-loop-to-837p.ts';
import { dependentOf, subscriberLevel } from './coverages-to-837p.ts';
import { billingProvider, contactOf } from './parties-to-837p.ts';

/**
 * One claim as an 837P, its text as people typed it. An 837P
 * has no field for these parts of a patient file: ids, contact, history, guarantor, estimate, policy and routing; id,
 * network and days of a plan; the specialty of a referring or supervising provider. @source 005010X222A1
 */
export function claimTo837P(submission: Submission): Claims837P {
  const { intake, senderId, receiverId, reference, on, at } = submission;
  const [insurance] = intake.insurance;
  if (!insurance) throw new TypeError('a claim without insurance has no 837P');
  const { contact, organizationName } = intake.billing;
  return {
    beginning: { purpose: '00', reference, on, at, type: 'CH' },
    submitter: {
      name: { type: '2', lastName: organizationName, id: senderId },
      contacts: contact ? [contactOf(contact)] : [],
    },
    receiver: { name: { organizationName: insurance.payerName, id: receiverId } },
    billingProviders: [{ ...billingProvider(intake), subscribers: [withClaim(submission, insurance)] }],
  };
}

/** The claim belongs to the patient level: the subscriber or a dependent. */
function withClaim(submission: Submission, insurance: Intake['insurance'][number]): Subscriber837P {
  const level = subscriberLevel(submission.intake, insurance);
  const dependent = dependentOf(submission.intake, insurance);
  const claims = [claimLoop(submission)];
  return dependent ? { ...level, patients: [{ ...dependent, claims }] } : { ...level, claims };
}
