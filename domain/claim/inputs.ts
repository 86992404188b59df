import type { Party } from '../ledger/accounts.ts';
import type { Cents } from '../money.ts';
import type { IsoDate } from '../dates.ts';
import type { WriteOffReason } from './write-off-reasons.ts';

/** A person's correction of the patient file. Paths are those of the intake, e.g. "claim.serviceLines[0].modifiers". */
export interface Correction {
  readonly correctionId: string;
  readonly by: string;
  readonly reason: string;
  /** The version that the person saw; absent means the current one. */
  readonly expectedVersion?: number;
  readonly set: Readonly<Record<string, unknown>>;
}

/** Stops all automatic actions on the claim until the hold of this name is released. */
export interface Hold {
  readonly name: string;
  readonly by: string;
  readonly reason: string;
}

/** Ends the hold of that name. */
export interface Release {
  readonly name: string;
  readonly by: string;
  readonly reason?: string;
}

/** Payment methods of patients. */
export const paymentMethods = ['card', 'check', 'cash', 'transfer'] as const;

/** A payment method. */
export type PaymentMethod = (typeof paymentMethods)[number];

/** A payment from the patient. `paymentId` is the id at the payment processor; each id posts once. */
export interface PatientPayment {
  readonly paymentId: string;
  readonly amountCents: Cents;
  /** Absent means the business day of recording. A payment before the service is a deposit. */
  readonly receivedOn?: IsoDate;
  readonly method: PaymentMethod;
  /** Who recorded it. */
  readonly by: string;
}

/** A payment with a known day. */
export type ReceivedPayment = Omit<PatientPayment, 'by' | 'receivedOn'> & { readonly receivedOn: IsoDate };

/** Writes off what a party owes: the part that is asked about, or the part that party, line and amount name. */
export interface WriteOff {
  readonly writeOffId: string;
  readonly reason: WriteOffReason;
  readonly by: string;
  /** Another person; needed above the limit that the policy sets for the reason. Names are not authenticated. */
  readonly approvedBy?: string;
  readonly party?: Party;
  /** A `lineId` of the patient file. */
  readonly line?: string;
  readonly amountCents?: Cents;
}

/** Approves, or refuses, a write-off that waits for a second person. */
export interface WriteOffApproval {
  readonly writeOffId: string;
  /** Another person than the one who entered the write-off. */
  readonly by: string;
  /** Absent means approved. */
  readonly decision?: 'approve' | 'refuse';
}

/** Parties between which a debt can be moved; a placement moves it to the agency. */
export const transferParties = ['coverage-1', 'coverage-2', 'coverage-3', 'patient'] as const;

/** Moves what a party owes, or a part of it, to another party: to the patient after the last coverage has answered. */
export interface BalanceTransfer {
  readonly transferId: string;
  readonly by: string;
  readonly reason: string;
  readonly from: (typeof transferParties)[number];
  readonly to: (typeof transferParties)[number];
  /** A `lineId` of the patient file. */
  readonly line?: string;
  /** All that is open if absent. */
  readonly amountCents?: Cents;
}

/** Closes a claim on which nobody owes, such as a void, although the payer has not processed what was to be sent. */
export interface Withdrawal {
  readonly by: string;
  readonly reason: string;
}

/** A note on the claim, without any effect. */
export interface Note {
  readonly by: string;
  readonly text: string;
}

/** The content of each input, by name. */
export interface InputOf {
  correctClaim: Correction;
  hold: Hold;
  release: Release;
  recordPayment: PatientPayment;
  writeOff: WriteOff;
  approveWriteOff: WriteOffApproval;
  transfer: BalanceTransfer;
  withdraw: Withdrawal;
  addNote: Note;
}

/** The name of an input. */
export type InputKind = keyof InputOf;

/** The names of the inputs. */
export const inputKinds = [
  'correctClaim',
  'hold',
  'release',
  'recordPayment',
  'writeOff',
  'approveWriteOff',
  'transfer',
  'withdraw',
  'addNote',
] as const satisfies readonly InputKind[];
