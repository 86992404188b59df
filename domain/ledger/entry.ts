import type { IsoDate } from '../dates.ts';
import { type Cents, cents, negate } from '../money.ts';
import type { Account } from './accounts.ts';

export const entryKinds = [
  'charge',
  'payer-payment',
  'contractual-adjustment',
  'patient-responsibility',
  'patient-payment',
  'write-off',
  'placement',
  'recall',
  'credit',
  'transfer',
  'reversal',
  'correction',
  'unapplied',
] as const;
/** What an entry records. */
export type EntryKind = (typeof entryKinds)[number];

/** The `line` of a transfer that concerns the whole claim. Line ids are never empty. */
export const wholeClaim = '';

/** An amount that moves between two accounts, so that no entry can be out of balance. */
export interface Transfer {
  /** The `lineId` of the service line; empty for the whole claim. */
  readonly line: string;
  readonly debit: Account;
  /** Another account than `debit`. */
  readonly credit: Account;
  /** Always above zero. */
  readonly amountCents: Cents;
}

/** When a fact happened, and on which business day it is posted. */
export interface EntryDays {
  /** The day of the fact: of the service, of the payment (BPR16), of the write-off. */
  readonly effectiveOn: IsoDate;
  /** Today. A period that is closed takes no entry. */
  readonly postedOn: IsoDate;
}

/** A journal entry. It is never changed; a reversing entry corrects it. */
export interface Entry extends EntryDays {
  /** Unique per cause: the same entry again posts nothing; the same key with other content is an error. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly claimId: string | null;
  /** Origin: file digest and segment position, payment id, or rule. Holds no PHI. */
  readonly source: string;
  /** Who entered or decided it; absent if no person did. */
  readonly by?: string;
  /** Key of the entry that this one reverses. */
  readonly reverses?: string;
  /** At least one. */
  readonly transfers: readonly Transfer[];
}

/** An entry that is made: its amounts may cancel out. */
export type Draft = Omit<Entry, 'transfers'> & { readonly transfers: readonly (readonly Transfer[])[] };

/** Moves an amount between two accounts; a negative amount moves it back. Empty for zero. */
export function transfer(
  { line, debit, credit }: Omit<Transfer, 'amountCents'>,
  amountCents: Cents,
): readonly Transfer[] {
  if (amountCents === 0) return [];
  return amountCents > 0
    ? [{ line, debit, credit, amountCents }]
    : [{ line, debit: credit, credit: debit, amountCents: negate(amountCents) }];
}

/** An entry with one transfer for each line and pair of accounts. Undefined if everything cancels out. */
export function entry({ transfers, ...made }: Draft): Entry | undefined {
  const netted = netOf(transfers.flat());
  return netted.length === 0 ? undefined : { ...made, transfers: netted };
}

function netOf(transfers: readonly Transfer[]): readonly Transfer[] {
  const nets = new Map<string, { readonly first: Transfer; amount: number }>();
  for (const one of transfers) {
    const pair = [one.debit, one.credit].toSorted().join(' ');
    const net = nets.get(`${one.line} ${pair}`) ?? { first: one, amount: 0 };
    net.amount += one.debit === net.first.debit ? one.amountCents : -one.amountCents;
    nets.set(`${one.line} ${pair}`, net);
  }
  return [...nets.values()].flatMap(({ first, amount }) => transfer(first, cents(amount)));
}

/** A reversing entry: each transfer with debit and credit swapped. */
export function reversalOf(
  original: Entry,
  as: Pick<Entry, 'key' | 'kind' | 'effectiveOn' | 'postedOn' | 'source'>,
): Entry {
  return { ...as, claimId: original.claimId, reverses: original.key, transfers: swapped(original.transfers) };
}

function swapped(transfers: readonly Transfer[]): readonly Transfer[] {
  return transfers.map(({ debit, credit, ...one }) => ({ ...one, debit: credit, credit: debit }));
}

/** Whether two entries move the same amounts between the same accounts, in any order. */
export function isSameMoney(one: Entry | undefined, other: Entry | undefined): boolean {
  return print(one?.transfers ?? []) === print(other?.transfers ?? []);
}

/** Whether one entry moves back exactly what the other moved. */
export function isMirror(one: Entry, other: Entry): boolean {
  return print(one.transfers) === print(swapped(other.transfers));
}

function print(transfers: readonly Transfer[]): string {
  const texts = transfers.map(({ line, debit, credit, amountCents }) => [line, debit, credit, amountCents].join(' '));
  return texts.toSorted().join();
}
