import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/**
 * The accounts of the journal; a constraint of the database lists them too. An entry with a receivable leg has a claim
 * id.
 */
export const accounts = [
  'receivable:payer',
  'receivable:patient',
  'receivable:agency',
  'revenue',
  'contractual-adjustments',
  'payer-clearing',
  'patient-cash',
  'write-offs',
  'unapplied',
] as const;
/** An account of the journal. */
export type Account = (typeof accounts)[number];

/** One side of an entry: debit positive, credit negative, never zero. */
export interface Leg {
  readonly account: Account;
  readonly amountCents: Cents;
}

export const entryKinds = [
  'charge',
  'payer-payment',
  'contractual-adjustment',
  'patient-responsibility',
  'patient-payment',
  'write-off',
  'placement',
  'recall',
  'reversal',
  'correction',
  'unapplied',
] as const;
/** What an entry records. */
export type EntryKind = (typeof entryKinds)[number];

/** A journal entry: two or more legs that sum to zero. It is never changed; a reversing entry corrects it. */
export interface Entry {
  /** Unique per cause: the same entry again posts nothing; the same key with other content is an error. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly claimId: string | null;
  readonly on: IsoDate;
  /** Origin: file digest and segment position, payment id, or rule. Holds no PHI. */
  readonly source: string;
  /** Key of the entry that this one reverses. */
  readonly reverses?: string;
  readonly legs: readonly Leg[];
}
