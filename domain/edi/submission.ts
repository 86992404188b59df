import type { IsoDate } from '../dates.ts';
import type { Intake } from '../schema/intake.ts';

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
