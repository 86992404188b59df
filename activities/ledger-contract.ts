import type { Account } from '../domain/ledger/accounts.ts';
import type { Balance } from '../domain/ledger/balances.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import type { IsoDate } from '../domain/dates.ts';

/** Up to which posting date the books are read; all of them if it is absent. */
interface AsOf {
  readonly asOf?: IsoDate | undefined;
}

/** What a client asks of the journal. Lists hold the newest rows, at most `limit` (500). */
export type LedgerRequest =
  | ({ readonly report: 'trial-balance' } & AsOf)
  | ({ readonly report: 'ledger-account'; readonly account: Account; readonly limit?: number } & AsOf)
  | ({ readonly report: 'ledger-entries'; readonly claimId?: string | undefined; readonly limit?: number } & AsOf)
  | ({ readonly report: 'ledger-claim'; readonly claimId: string } & AsOf);

/** Debits and credits of an account, in cents. */
export interface AccountTotal {
  readonly account: string;
  readonly debitCents: number;
  readonly creditCents: number;
}

/** The sums of all accounts. */
export interface TrialBalance {
  readonly accounts: readonly AccountTotal[];
  readonly balanced: boolean;
  readonly entries: number;
}

/** An entry, and where it comes from in words: a file and its segment, a payment, a version, a person. */
export interface LedgerEntry extends Entry {
  readonly origin: string;
}

/** One transfer to or from an account. */
export interface AccountRow {
  readonly key: string;
  readonly kind: string;
  readonly claimId: string | null;
  readonly line: string;
  readonly postedOn: IsoDate;
  readonly effectiveOn: IsoDate;
  readonly origin: string;
  readonly by: string | null;
  /** The account on the other side. */
  readonly other: string;
  /** Above zero for a debit, below zero for a credit. */
  readonly amountCents: number;
}

export type LedgerReport =
  | ({ readonly report: 'trial-balance' } & TrialBalance)
  | {
      readonly report: 'ledger-account';
      readonly account: string;
      /** Of all rows, also of those that are not listed. */
      readonly balanceCents: number;
      readonly total: number;
      /** Newest first. */
      readonly rows: readonly AccountRow[];
    }
  | { readonly report: 'ledger-entries'; readonly total: number; readonly entries: readonly LedgerEntry[] }
  | {
      readonly report: 'ledger-claim';
      readonly claimId: string;
      readonly balances: readonly Balance[];
      /** Oldest first. */
      readonly entries: readonly LedgerEntry[];
    };

/** One check of the books: what it compares, and how many rows it looked at. */
export interface LedgerCheck {
  readonly check: string;
  readonly checked: number;
}

/** The result of a verification. It ends with the first row that does not hold. */
export interface LedgerVerification {
  readonly checks: readonly LedgerCheck[];
  /** The check that failed, and the row; absent if everything holds. */
  readonly failure?: { readonly check: string; readonly found: string };
}
