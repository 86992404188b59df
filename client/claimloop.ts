import type { ClaimFile, ClaimMoney, ClaimSearch, FoundClaim, RecordedInput } from '../activities/report-contract.ts';
import type { LedgerReport, LedgerVerification, TrialBalance } from '../activities/ledger-contract.ts';
import type { Reconciling, Reconciliation } from '../activities/reconcile-contract.ts';
import type { RemittanceDetail, RemittanceFilter, RemittanceList } from '../activities/remittance-contract.ts';
import type { ClaimRow, KnownStanding, StandingFilter } from '../activities/standing-contract.ts';
import type {
  DecisionResult,
  FileChoice,
  FileChunk,
  FileDetail,
  FileFilter,
  FileList,
  RemittanceDecision,
  Worklist,
  WorklistFilter,
} from '../activities/worklist-contract.ts';
import type {
  BalanceTransfer,
  Correction,
  Hold,
  Note,
  PatientPayment,
  Release,
  Withdrawal,
  WriteOff,
  WriteOffApproval,
} from '../domain/claim/inputs.ts';
import type { IsoDate } from '../domain/dates.ts';
import type { Account } from '../domain/ledger/accounts.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import type { InboxEntry, Receipt, TimelineEntry, TimerView } from '../workflows/messages.ts';
import type { Started } from './start-claim.ts';

/** What limits a list of the ledger: a posting date, and a number of rows. */
export interface LedgerOptions {
  readonly asOf?: IsoDate;
  readonly limit?: number;
}

/** The answer to a question about the ledger. */
export type LedgerAnswer<R extends LedgerReport['report']> = Omit<Extract<LedgerReport, { report: R }>, 'report'>;

/** The typed client. Every call fails with one sentence if the server does not answer. */
export interface Claimloop {
  /** Starts a claim from a patient file (a JSON value); `problems` if it does not match the schema. */
  startClaim(json: unknown): Promise<Started>;
  /** What the claim's workflow says; what was stored last of a claim that Temporal no longer keeps. */
  status(claimId: string): Promise<ClaimView>;
  /** The stored claim of that id, externalId or payer claim control number. Throws UnknownClaimError. */
  standing(reference: string): Promise<KnownStanding>;
  /** What happened to a claim, oldest first, as it is stored. */
  timeline(claimId: string): Promise<readonly TimelineEntry[]>;
  timers(claimId: string): Promise<readonly TimerView[]>;
  inbox(claimId: string): Promise<readonly InboxEntry[]>;
  correctClaim(claimId: string, correction: Correction): Promise<Receipt>;
  hold(claimId: string, input: Hold): Promise<Receipt>;
  release(claimId: string, input: Release): Promise<Receipt>;
  recordPayment(claimId: string, payment: PatientPayment): Promise<Receipt>;
  writeOff(claimId: string, input: WriteOff): Promise<Receipt>;
  approveWriteOff(claimId: string, input: WriteOffApproval): Promise<Receipt>;
  transfer(claimId: string, input: BalanceTransfer): Promise<Receipt>;
  withdraw(claimId: string, withdrawal: Withdrawal): Promise<Receipt>;
  addNote(claimId: string, note: Note): Promise<Receipt>;
  /** Open questions, most urgent first; all of them by default. */
  worklist(filter?: WorklistFilter): Promise<Worklist>;
  /** Closes a question that no claim waits for: about a file, a partner or an unknown claim. */
  closeItem(itemId: string, why: { readonly reason: string; readonly by: string }): Promise<DecisionResult>;
  /** Files that came in, newest first; all of them by default. */
  files(filter?: FileFilter): Promise<FileList>;
  /** One file with its transaction sets; undefined when there is none. */
  file(fileId: string): Promise<FileDetail | undefined>;
  /** Some bytes of a file from an offset on, which may hold PHI; undefined when there is no such file. */
  fileContent(fileId: string, offset: number): Promise<FileChunk | undefined>;
  /** Reads what is not posted of files again, at the next visit to their partner. */
  retryFile(files: FileChoice, who: { readonly by: string }): Promise<DecisionResult>;
  /** Takes files off the worklist without posting what is left of them. */
  dismissFile(files: FileChoice, why: { readonly reason: string; readonly by: string }): Promise<DecisionResult>;
  /** Parts of remittances that a person decides about; with a file, all of its parts. */
  remittances(filter?: RemittanceFilter): Promise<RemittanceList>;
  /** A part of a remittance, FILE:SEGMENT. It may hold PHI. Undefined if there is none, or several have that name. */
  remittance(part: string): Promise<RemittanceDetail | undefined>;
  /** Matches, accepts, refuses or unmatches a part of a remittance. */
  decideRemittance(decision: RemittanceDecision): Promise<DecisionResult>;
  /** A partner may send remittances of that payer (TRN03); files that were quarantined for it are read again. */
  acceptRemitter(
    remitter: { readonly partnerId: string; readonly originatorId: string },
    why: { readonly reason: string; readonly by: string },
  ): Promise<DecisionResult>;
  /** Where claims stand, as it is stored; newest first, 100 by default. */
  list(filter?: StandingFilter): Promise<readonly ClaimRow[]>;
  /** Claims by what a biller knows of them: patient, externalId, payer, age. */
  find(search: ClaimSearch): Promise<readonly FoundClaim[]>;
  /** Ids of payers that have claims, or that a trading partner lists by id. */
  payers(): Promise<readonly string[]>;
  /** Whose claim it is, what was billed, and what the payer answered. */
  patientFile(claimId: string): Promise<ClaimFile>;
  /** Compares PostgreSQL with Temporal and the partners' mailboxes, and repairs what can be repaired if asked to. */
  reconcile(input: Reconciling): Promise<Reconciliation>;
  /** The sums of all accounts, up to a posting date if one is given. */
  trialBalance(asOf?: IsoDate): Promise<TrialBalance>;
  /** The transfers to and from an account, newest first. */
  ledgerAccount(account: Account, options?: LedgerOptions): Promise<LedgerAnswer<'ledger-account'>>;
  /** Entries of the journal, newest first. */
  ledgerEntries(options?: LedgerOptions & { readonly claimId?: string }): Promise<LedgerAnswer<'ledger-entries'>>;
  /** The balances of a claim by line and account, and its entries, oldest first. */
  ledgerClaim(claimId: string, asOf?: IsoDate): Promise<LedgerAnswer<'ledger-claim'>>;
  /** Closes a month, yyyy-mm: no entry is posted in it any more. */
  closePeriod(month: string, who: { readonly by: string }): Promise<DecisionResult>;
  /** Checks the whole journal; the result ends with the first row that does not hold. */
  verifyLedger(): Promise<LedgerVerification>;
  claimMoney(claimIds: readonly string[]): Promise<readonly ClaimMoney[]>;
  /** What people sent to a claim, with author, time and text, oldest first. */
  inputs(claimId: string): Promise<readonly RecordedInput[]>;
  close(): Promise<void>;
}
