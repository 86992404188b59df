import type { Claims837P, Subscriber837P } from '../../x12/index.ts';
import type { Intake } from '../schema/intake.ts';
import { claimLoop, type Submission } from './claim-loop-to-837p.ts';
import { dependentOf, subscriberLevel } from './coverages-to-837p.ts';
import { billingProvider, contactOf } from './parties-to-837p.ts';

/**
 * One claim as a set of professional claims, to be written with cleaned text: people type what X12 cannot carry. What
 * an 837P has no place for stays in the patient file: its ids, contact, history, guarantor, estimate, policy and
 * routing; a plan's id, network and days; the specialty of who referred or supervised. @source 005010X222A1
 */
export function claimTo837P(submission: Submission): Claims837P {
  const { intake, senderId, receiverId, reference, on, at } = submission;
  const [insurance] = intake.insurance;
  if (!insurance) throw new TypeError('a claim without insurance is not sent to a payer');
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

/** The claim stands below the patient: the subscriber himself, or one who depends on him. */
function withClaim(submission: Submission, insurance: Intake['insurance'][number]): Subscriber837P {
  const level = subscriberLevel(submission.intake, insurance);
  const dependent = dependentOf(submission.intake, insurance);
  const claims = [claimLoop(submission)];
  return dependent ? { ...level, patients: [{ ...dependent, claims }] } : { ...level, claims };
}
