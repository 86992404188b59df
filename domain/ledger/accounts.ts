import { type WriteOffReason, writeOffReasons } from '../claim/write-off-reasons.ts';

/** Who can owe a claim. Coverages are numbered by their place in the patient file: primary, secondary, tertiary. */
export const parties = ['coverage-1', 'coverage-2', 'coverage-3', 'patient', 'agency'] as const;
/** Who owes: a coverage of the patient, the patient, or the agency that collects from the patient. */
export type Party = (typeof parties)[number];

/** The coverages, in the order in which they pay. */
export const coverages = ['coverage-1', 'coverage-2', 'coverage-3'] as const;
/** A coverage by its place in the patient file. */
export type Coverage = (typeof coverages)[number];

const badDebtReasons = ['BAD_DEBT', 'COLLECTION_AGENCY', 'EFFORTS_EXHAUSTED'] as const;
type BadDebtReason = (typeof badDebtReasons)[number];

/** What a party owes. */
export type Receivable = `receivable:${Party}`;
/** What is owed back to a party. The agency collects for the patient, so its credits are the patient's. */
export type Credit = `credits:${Exclude<Party, 'agency'>}`;
/** Where write-offs of a reason are posted. */
export type WriteOffAccount = `write-offs:${Exclude<WriteOffReason, BadDebtReason>}` | 'bad-debt';

const otherAccounts = [
  'revenue',
  'contractual-adjustments',
  // Reductions by law or by contract that are not a price: CARC 253; 104 and 105; 24 of a capitated contract.
  'sequestration',
  'withheld',
  'capitation',
  // Announced by a remittance, and not yet in the bank account.
  'payer-clearing',
  // Received from patients, and not yet deposited.
  'patient-cash',
  // Nothing is posted to `bank`, `agency-fees` and `refunds` yet.
  'bank',
  'interest-income',
  'agency-fees',
  'refunds',
  // Paid by patients before the service or before the charge.
  'deposits',
  // Money of a remittance that belongs to no claim yet.
  'unapplied',
  // Provider-level adjustments (PLB) that belong to no claim.
  'provider-adjustments',
  'forwarding-balance',
  'recoupments',
] as const;

/** An account of the journal. Entries with a receivable name a claim. */
export type Account = Receivable | Credit | WriteOffAccount | (typeof otherAccounts)[number];

/** All accounts; a constraint of the database lists them too. */
export const accounts: readonly Account[] = [
  ...parties.map(receivable),
  ...parties.flatMap((party) => (party === 'agency' ? [] : ([`credits:${party}`] as const))),
  ...new Set(writeOffReasons.map(writeOffAccount)),
  ...otherAccounts,
];

/** The account of what a party owes. */
export function receivable<P extends Party>(party: P): `receivable:${P}` {
  return `receivable:${party}`;
}

/** The account that a write-off of that reason is posted to: what could not be collected is bad debt. */
export function writeOffAccount(reason: WriteOffReason): WriteOffAccount {
  return isBadDebt(reason) ? 'bad-debt' : `write-offs:${reason}`;
}

function isBadDebt(reason: WriteOffReason): reason is BadDebtReason {
  return (badDebtReasons as readonly WriteOffReason[]).includes(reason);
}

/** Whether the account holds write-offs. */
export function isWriteOff(account: Account): account is WriteOffAccount {
  return account === 'bad-debt' || account.startsWith('write-offs:');
}
