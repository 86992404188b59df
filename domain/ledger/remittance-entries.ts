import { assertNever } from '../assert-never.ts';
import type { Cents } from '../money.ts';
import type { Movement, MovementKind } from '../remittance/movements.ts';
import type { ProviderAccount } from '../remittance/provider-adjustments.ts';
import { type Account, type Coverage, type Party, receivable } from './accounts.ts';
import { type Entry, entry, type EntryDays, type EntryKind, isMirror, transfer, wholeClaim } from './entry.ts';

/** Where a part of a remittance comes from, when it was paid and is posted, and who decided it. */
export interface RemittanceSource extends EntryDays {
  /** Digest of the file, place of the transaction set, position of the segment. */
  readonly source: string;
  /** Makes the keys unique; the source if a file is posted, and a decision's id if a person decides. */
  readonly key: string;
  readonly by?: string;
}

/** Where the money of a claim payment is: announced by the remittance, or unapplied until a person decided. */
export type MoneyAccount = 'payer-clearing' | 'unapplied';

/** A claim payment that is posted to its claim. */
export interface ClaimPosting extends RemittanceSource {
  readonly claimId: string;
  readonly movements: readonly Movement[];
  /** Which coverage pays. */
  readonly payer: Coverage;
  /** Who owes what it leaves to the patient: the next coverage, or the patient. */
  readonly next: Party;
  readonly money: MoneyAccount;
}

/**
 * The entries of a claim payment: what was paid with its interest, adjustments, and patient responsibility. None for
 * amounts of zero. A denial moves nothing: the payer still owes.
 */
export function claimPaymentEntries(posting: ClaimPosting): readonly Entry[] {
  const { movements, claimId, payer, next, money, key, ...from } = posting;
  const made = (kind: EntryKind): Entry | undefined =>
    entry({
      ...from,
      key: `${key}:${kind}`,
      kind,
      claimId,
      transfers: movements
        .filter((movement) => entryKind(movement.kind) === kind)
        .map(({ line, kind: what, amountCents }) =>
          transfer({ line, debit: accountOf(what, next, money), credit: receivable(payer) }, amountCents),
        ),
    });
  return kinds.flatMap((kind) => made(kind) ?? []);
}

/**
 * The entries of a reversal (CLP02 = 22): the same accounts as the payment, with its own inverted amounts. `earlier`
 * holds the entries of the payment that it reverses; each entry names the one that it mirrors.
 * @source 005010X221A1, reversals and corrections
 */
export function claimReversalEntries(posting: ClaimPosting, earlier: readonly Entry[]): readonly Entry[] {
  return claimPaymentEntries(posting).map((made) => {
    const original = earlier.find((one) => isMirror(one, made));
    return original ? { ...made, kind: 'reversal', reverses: original.key } : { ...made, kind: 'reversal' };
  });
}

/** The entries of that source that no entry reverses. Credits follow by themselves from what is posted. */
export function entriesFrom(entries: readonly Entry[], source: string): readonly Entry[] {
  const reversed = new Set(entries.map(({ reverses }) => reverses));
  return entries.filter((one) => one.source === source && one.kind !== 'credit' && !reversed.has(one.key));
}

/** Money of a remittance that belongs to no claim until a person decides. Undefined for zero. */
export function unappliedEntry(from: RemittanceSource, amountCents: Cents): Entry | undefined {
  return remittanceEntry(from, 'unapplied', { debit: 'payer-clearing', credit: 'unapplied' }, amountCents);
}

/** Takes unapplied money back: a person decided that it was never paid. Undefined for zero. */
export function refusalEntry(from: RemittanceSource, amountCents: Cents): Entry | undefined {
  return remittanceEntry(from, 'refusal', { debit: 'unapplied', credit: 'payer-clearing' }, amountCents);
}

/**
 * The part of a payment that cannot be read: unapplied until a later file contains it. Negative when a later file does.
 * Undefined for zero.
 */
export function unreadEntry(from: RemittanceSource, amountCents: Cents): Entry | undefined {
  return remittanceEntry(from, 'unread', { debit: 'payer-clearing', credit: 'unapplied' }, amountCents);
}

/** A provider-level adjustment (PLB). A positive amount reduces the payment, so clearing is credited. */
export function providerAdjustmentEntry(
  from: RemittanceSource,
  account: ProviderAccount,
  amountCents: Cents,
): Entry | undefined {
  return remittanceEntry(from, 'provider-adjustment', { debit: account, credit: 'payer-clearing' }, amountCents);
}

/** A person's decision about unapplied money of a provider-level adjustment: it belongs to no claim. */
export function acceptedAdjustmentEntry(from: RemittanceSource, amountCents: Cents): Entry | undefined {
  return remittanceEntry(from, 'acceptance', { debit: 'provider-adjustments', credit: 'unapplied' }, amountCents);
}

function remittanceEntry(
  { key, ...from }: RemittanceSource,
  cause: string,
  accounts: { readonly debit: Account; readonly credit: Account },
  amountCents: Cents,
): Entry | undefined {
  return entry({
    ...from,
    key: `${key}:${cause}`,
    kind: 'unapplied',
    claimId: null,
    transfers: [transfer({ line: wholeClaim, ...accounts }, amountCents)],
  });
}

const kinds: readonly EntryKind[] = ['payer-payment', 'contractual-adjustment', 'patient-responsibility'];

function entryKind(kind: MovementKind): EntryKind {
  switch (kind) {
    case 'paid':
    case 'interest':
      return 'payer-payment';
    case 'patient':
    case 'paid-to-patient':
      return 'patient-responsibility';
    case 'contractual':
    case 'quality-code':
    case 'sequestration':
    case 'withheld':
    case 'capitation':
      return 'contractual-adjustment';
    default:
      return assertNever(kind);
  }
}

/** The account that a movement debits. */
function accountOf(kind: MovementKind, next: Party, money: MoneyAccount): Account {
  switch (kind) {
    case 'paid':
      return money;
    case 'interest':
      return 'interest-income';
    case 'patient':
      return receivable(next);
    case 'paid-to-patient':
      return receivable('patient');
    // A code that only reports quality has a charge of a cent, which nobody pays.
    case 'quality-code':
    case 'contractual':
      return 'contractual-adjustments';
    case 'sequestration':
    case 'withheld':
    case 'capitation':
      return kind;
    default:
      return assertNever(kind);
  }
}
