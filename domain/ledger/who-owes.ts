import { assertNever } from '../assert-never.ts';
import type { IsoDate } from '../dates.ts';
import { type Cents, cents, sum } from '../money.ts';
import { type Account, coverages, isWriteOff, type Party } from './accounts.ts';
import { type Balance, openOf, totalIn } from './balances.ts';
import { waitingIn } from './credits.ts';

/** Who owes the claim's balance. A credit is money that we owe. */
export type Debtor =
  /** The first coverage, to which claims are sent. */
  | { readonly kind: 'payer'; readonly balanceCents: Cents }
  /** A later coverage; `payerId` is absent until it is looked up in the patient file. */
  | {
      readonly kind: 'later-payer';
      readonly coverage: 2 | 3;
      readonly payerId?: string;
      readonly balanceCents: Cents;
    }
  /** A payer forwarded the claim to the next one, whose answer is awaited; its coverage, if the patient file has it. */
  | {
      readonly kind: 'forwarded';
      readonly coverage?: 2 | 3;
      readonly balanceCents: Cents;
      /** The day of the newest remittance. */
      readonly since: IsoDate;
    }
  | { readonly kind: 'patient'; readonly balanceCents: Cents; readonly isSmall: boolean }
  /** The patient must not be billed for a part of what the payers leave. */
  | { readonly kind: 'protected'; readonly balanceCents: Cents; readonly found: string; readonly canDo: string }
  | { readonly kind: 'agency'; readonly balanceCents: Cents }
  /** The patient or the agency owes, beside a credit or a remittance that may change it: nobody is billed. */
  | {
      readonly kind: 'unclear';
      readonly balanceCents: Cents;
      readonly creditCents: Cents;
      readonly exceptions: number;
    }
  | { readonly kind: 'nobody'; readonly creditCents: Cents; readonly isWrittenOff: boolean };

/** What the answer depends on. */
export interface Owing {
  /** The balances of the claim, after `creditEntry`. */
  readonly balances: readonly Balance[];
  /** Open exceptions of remittances that may change who owes. */
  readonly exceptions: number;
  /** A patient balance below it is small. */
  readonly smallBalanceCents: Cents;
}

/** Where money waits that is owed back, or is not applied yet. */
const creditAccounts: readonly Account[] = [
  'credits:coverage-1',
  'credits:coverage-2',
  'credits:coverage-3',
  'credits:patient',
  'deposits',
];

/**
 * Who owes first: the coverages in their order, the agency, the patient. The patient is not billed while a coverage may
 * still pay, nor while another party has a credit: a charge that both paid may be the reason for it. When nobody owes,
 * `isWrittenOff` tells a write-off from full payment.
 */
export function whoOwes({ balances, exceptions, smallBalanceCents }: Owing): Debtor {
  const [first, second, third] = coverages.map((coverage) => openOf(balances, coverage)) as [Cents, Cents, Cents];
  const agencyCents = openOf(balances, 'agency');
  const patientCents = openOf(balances, 'patient');
  const waiting = (accounts: readonly Account[]): Cents => sum(accounts.map((one) => waitingIn(balances, one)));
  if (first > 0) return { kind: 'payer', balanceCents: first };
  if (second > 0) return { kind: 'later-payer', coverage: 2, balanceCents: second };
  if (third > 0) return { kind: 'later-payer', coverage: 3, balanceCents: third };
  const balanceCents = cents(Math.max(0, agencyCents) + Math.max(0, patientCents));
  const creditCents = waiting(creditAccounts);
  if (balanceCents > 0 && (creditCents > 0 || exceptions > 0))
    return { kind: 'unclear', balanceCents, creditCents, exceptions };
  if (agencyCents > 0) return { kind: 'agency', balanceCents: agencyCents };
  if (patientCents > 0)
    return { kind: 'patient', balanceCents: patientCents, isSmall: patientCents < smallBalanceCents };
  return { kind: 'nobody', creditCents, isWrittenOff: totalIn(balances, isWriteOff) > 0 };
}

/** The party whose part is asked about: a write-off that names none is about it. Undefined when nobody owes. */
export function partyAskedAbout(debtor: Debtor, balances: readonly Balance[]): Party | undefined {
  switch (debtor.kind) {
    case 'payer':
      return 'coverage-1';
    case 'later-payer':
      return `coverage-${debtor.coverage}`;
    case 'patient':
    case 'agency':
      return debtor.kind;
    case 'forwarded':
      return debtor.coverage === undefined ? 'patient' : `coverage-${debtor.coverage}`;
    case 'protected':
      return 'patient';
    case 'unclear':
      return openOf(balances, 'agency') > 0 ? 'agency' : 'patient';
    case 'nobody':
      return undefined;
    default:
      return assertNever(debtor);
  }
}
