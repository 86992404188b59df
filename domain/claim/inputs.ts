import type { Cents } from '../money.ts';
import type { IsoDate } from '../dates.ts';

/** A person's correction of the patient file. Paths are those of the intake, e.g. "claim.serviceLines[0].modifiers". */
export interface Correction {
  readonly correctionId: string;
  readonly by: string;
  readonly reason: string;
  /** The version of the file that the person saw; absent means whatever it is now. */
  readonly expectedVersion?: number;
  readonly set: Readonly<Record<string, unknown>>;
}

/** Stops everything that claimloop would do by itself, by name, until that name is released. */
export interface Hold {
  readonly name: string;
  readonly by: string;
  readonly reason: string;
}

/** Ends a hold of that name. */
export interface Release {
  readonly name: string;
  readonly by: string;
  readonly reason?: string;
}

/** The ways in which a patient can pay. */
export const paymentMethods = ['card', 'check', 'cash', 'transfer'] as const;

/** How the patient paid. */
export type PaymentMethod = (typeof paymentMethods)[number];

/** Money from the patient. `paymentId` is the payer's or terminal's own id and posts once. */
export interface PatientPayment {
  readonly paymentId: string;
  readonly amountCents: Cents;
  /** Absent: the business day on which it is recorded. Before the service it is a deposit. */
  readonly receivedOn?: IsoDate;
  readonly method: PaymentMethod;
  /** Who recorded it. */
  readonly by: string;
}

/** A payment whose day is settled. */
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

/** Why a balance is given up. */
export type WriteOffReason = (typeof writeOffReasons)[number];

/** Gives up what is still open. */
export interface WriteOff {
  readonly writeOffId: string;
  readonly reason: WriteOffReason;
  readonly approvedBy: string;
}

/** A remark on the claim; it changes nothing. */
export interface Note {
  readonly by: string;
  readonly text: string;
}

/** What each input carries, by its name. */
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
