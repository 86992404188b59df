import { type Cents, cents } from '../money.ts';
import { isReversal } from './earlier-payment.ts';
import type { ClaimPayment, ProviderLevelAdjustment, RemittancePayment } from './remittance.ts';

/** The account that a provider-level adjustment is posted to. What is not netted is `unapplied`, with a work item. */
export type ProviderAccount = 'interest-income' | 'recoupments' | 'forwarding-balance' | 'unapplied';

/** Money of an earlier remittance of the payer that waits for its counterpart: a negative adjustment left it. */
export interface OpenAdjustment {
  readonly id: string;
  readonly account: 'recoupments' | 'forwarding-balance';
  /** Marks of the words that may name it. */
  readonly marks: readonly string[];
  /** What is left; positive. */
  readonly openCents: Cents;
}

/** How one provider-level adjustment is posted. */
export interface ProviderPosting {
  readonly account: ProviderAccount;
  /** Marks of the words that may name it later. */
  readonly marks: readonly string[];
  /** What waits for its counterpart after this remittance. */
  readonly openCents: Cents;
}

/** How a remittance's provider-level adjustments are posted, in their order, and what they take of earlier ones. */
export interface ProviderPostings {
  readonly postings: readonly ProviderPosting[];
  readonly taken: readonly { readonly id: string; readonly amountCents: Cents }[];
}

/** The claim payments of a remittance; only its reversals matter. */
export interface ProviderPaid {
  readonly claims: readonly Pick<
    ClaimPayment,
    'statusCode' | 'paidCents' | 'patientControlNumber' | 'payerControlNumber' | 'originalControlNumber'
  >[];
}

/** Words of a reference that are compared have so many letters, because payers add dates and counters. */
const leastWord = 4;

interface Left {
  readonly marks: readonly string[];
  left: number;
}

interface Waiting extends Left {
  readonly account: ProviderAccount;
}

/**
 * The account of each provider-level adjustment (PLB). A positive amount reduces the payment.
 * L6: interest that the payer pays (negative).
 * WO: a negative amount postpones the recovery of a reversal in the same remittance, which its reference names by our
 * or the payer's control number; a positive amount takes it, and its reference names an open one.
 * FB: a negative amount moves a remittance below zero to the next one, so the payment is zero; a positive amount takes
 * it. `mark` makes a word unreadable, as it is stored.
 * @source 005010X221A1, PLB03-1
 */
export function providerPostings(
  remittance: Pick<RemittancePayment, 'providerLevelAdjustments' | 'amountCents'> & ProviderPaid,
  open: readonly OpenAdjustment[],
  mark: (word: string) => string,
): ProviderPostings {
  const waiting: Waiting[] = open.map((one) => ({ ...one, left: one.openCents }));
  const reversed = remittance.claims.filter(isReversal).map(({ paidCents, ...claim }) => ({
    marks: [claim.patientControlNumber, claim.payerControlNumber, claim.originalControlNumber].flatMap((number) =>
      wordsOf(number).map(mark),
    ),
    left: 0 - paidCents,
  }));
  const isForwarded = remittance.amountCents === 0;
  const posted = remittance.providerLevelAdjustments.map((adjustment) =>
    posting(adjustment, { waiting, reversed, isForwarded, marks: wordsOf(adjustment.reference).map(mark) }),
  );
  return {
    postings: posted.map(({ account, marks, left }) => ({ account, marks, openCents: cents(left) })),
    taken: open.flatMap(({ id, openCents }, index) => {
      const amount = openCents - (waiting[index]?.left ?? 0);
      return amount === 0 ? [] : [{ id, amountCents: cents(amount) }];
    }),
  };
}

function posting(
  adjustment: ProviderLevelAdjustment,
  {
    waiting,
    reversed,
    isForwarded,
    marks,
  }: {
    readonly waiting: Waiting[];
    readonly reversed: readonly Left[];
    readonly isForwarded: boolean;
    readonly marks: readonly string[];
  },
): Waiting {
  const { reasonCode, amountCents } = adjustment;
  const account = accountOf(adjustment);
  const made = { account, marks, left: 0 };
  const unapplied = { ...made, account: 'unapplied' as const };
  if (account === 'unapplied' || account === 'interest-income') return made;
  const sameAccount = waiting.filter((one) => one.account === account);
  if (amountCents > 0) return take(sameAccount, marks, amountCents) ? made : unapplied;
  const reversal = reasonCode === 'WO' ? take(reversed, marks, 0 - amountCents) : undefined;
  if (!reversal && !(reasonCode === 'FB' && isForwarded)) return unapplied;
  const added = { account, marks: [...new Set([...marks, ...(reversal?.marks ?? [])])], left: 0 - amountCents };
  waiting.push(added);
  return added;
}

function accountOf({ reasonCode, amountCents }: ProviderLevelAdjustment): ProviderAccount {
  if (reasonCode === 'L6' && amountCents < 0) return 'interest-income';
  if (reasonCode === 'WO') return 'recoupments';
  return reasonCode === 'FB' ? 'forwarding-balance' : 'unapplied';
}

/** Takes an amount from the first that has so much left and one of the words. */
function take(some: readonly Left[], words: readonly string[], amount: number): Left | undefined {
  const found = some.find((one) => one.left >= amount && one.marks.some((word) => words.includes(word)));
  if (found) found.left -= amount;
  return found;
}

/** A reference without punctuation, and its words that are long enough to identify something. */
export function wordsOf(reference = ''): readonly string[] {
  const words = reference.toUpperCase().match(/[A-Z0-9]+/g) ?? [];
  const whole = words.join('');
  return whole === '' ? [] : [...new Set([whole, ...words.filter((word) => word.length >= leastWord)])];
}
