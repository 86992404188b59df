import type { Cents } from '../money.ts';
import type { IsoDate } from '../dates.ts';

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

export const writeOffReasons = [
  'SMALL_BALANCE',
  'CHARITY_OR_FINANCIAL_ASSISTANCE',
  'TIMELY_FILING',
  'EFFORTS_EXHAUSTED',
  'ADMINISTRATIVE_WRITE_OFF',
  'NOT_MEDICALLY_NECESSARY',
  'NO_AUTHORIZATION_REFERRAL',
  'COLLECTION_AGENCY',
  'BAD_DEBT',
  'DECEASED',
  'BANKRUPTCY',
  'OTHER',
] as const;

/** Why a balance is written off. */
export type WriteOffReason = (typeof writeOffReasons)[number];

/** Writes off the open balance. */
export interface WriteOff {
  readonly writeOffId: string;
  readonly reason: WriteOffReason;
  readonly approvedBy: string;
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
  'addNote',
] as const satisfies readonly InputKind[];
