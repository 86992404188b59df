import type { IsoDate } from '../dates.ts';
import type { Cents } from '../money.ts';

/** The accounts of the journal. Each posting to a receivable also names the claim. */
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
/** One account of the journal. */
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

/** One journal entry, balanced: its legs sum to zero and are two or more. Corrected only by a reversing entry. */
export interface Entry {
  /** Unique for its cause: the same cause again posts nothing; the same key with other content is refused. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly claimId: string | null;
  readonly on: IsoDate;
  /** Where it comes from: file SHA-256 and segment position, payment id, or the rule that decided. No PHI. */
  readonly source: string;
  /** Key of the entry that this one takes back. */
  readonly reverses?: string;
  readonly legs: readonly Leg[];
}
