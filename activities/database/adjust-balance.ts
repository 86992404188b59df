import { inputProblems } from '../../domain/claim/check-input.ts';
import type { BalanceTransfer } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { transferEntry, writeOffEntry } from '../../domain/ledger/entries.ts';
import { partOf } from '../../domain/ledger/part.ts';
import { partyAskedAbout } from '../../domain/ledger/who-owes.ts';
import type { ActivityContext } from '../context.ts';
import type { TransferResult, WriteOffInput, WriteOffResult } from '../contract.ts';
import { readClaim } from '../store/claims.ts';
import type { Sql } from '../store/database.ts';
import { balancesOf, post } from '../store/journal.ts';
import { once } from '../store/results.ts';
import { type Asking, debtorOf } from './money.ts';

/**
 * Writes off a part of what a party owes, once per key; the part that is asked about if none is named. Refused: a key
 * that was used with other content. Above the limit of its reason it waits for the name of a second person.
 */
export async function writeOff({ database }: ActivityContext, input: WriteOffInput): Promise<WriteOffResult> {
  const { claimId, key, reason, party, line, amountCents } = input;
  const made = await once(
    database,
    {
      key: `write-off:${claimId}:${key}`,
      inputs: { claimId, reason, party, line, amountCents },
      isFinal: ({ kind }: WriteOffResult) => kind === 'written-off',
    },
    (tx) => writeOffIn(tx, input),
  );
  if (made.kind === 'answer') return made.value;
  return { kind: 'refused', reason: `the write-off ${key} was recorded before with other content` };
}

async function writeOffIn(sql: Sql, input: WriteOffInput): Promise<WriteOffResult> {
  const { claimId, key, reason, by, approvedBy, line, amountCents, today } = input;
  const balances = await balancesOf(sql, claimId);
  const before = await debtorOf(sql, input);
  const party = input.party ?? partyAskedAbout(before, balances);
  if (party === undefined) return { kind: 'not-open', reason: 'nobody owes anything' };
  const part = partOf(balances, { party, line, amountCents });
  if (part.kind === 'none') return { kind: 'not-open', reason: part.reason };
  if (needsApproval(input, part.amountCents)) return { kind: 'needs-approval', party, amountCents: part.amountCents };
  const { lines } = part;
  await post(sql, [
    writeOffEntry({ claimId, key: `${claimId}:${key}`, party, lines, reason, by, approvedBy, on: today }),
  ]);
  return { kind: 'written-off', party, amountCents: part.amountCents, debtor: await debtorOf(sql, input) };
}

/** What the policy of the claim decides needs no second name. */
function needsApproval({ reason, by, approvedBy, policy }: WriteOffInput, amountCents: number): boolean {
  const limit = policy.approvalAboveCents[reason];
  if (by === null || limit === undefined || amountCents <= limit) return false;
  return approvedBy === undefined || isSamePerson(by, approvedBy);
}

function isSamePerson(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/**
 * Moves a part of what a party owes to another party, once per transferId. Refused: an invalid input, a coverage that
 * the patient file does not have, more than is open, or a transferId that was used with other content.
 */
export async function transferBalance(
  { database }: ActivityContext,
  input: Asking & { readonly transfer: BalanceTransfer; readonly today: IsoDate },
): Promise<TransferResult> {
  const { claimId, transfer, today } = input;
  const [problem] = inputProblems('transfer', transfer, today);
  if (problem) return { kind: 'refused', reason: problem };
  const { transferId, from, to, line, amountCents } = transfer;
  const made = await once(
    database,
    {
      key: `transfer:${claimId}:${transferId}`,
      inputs: { claimId, from, to, line, amountCents },
      isFinal: ({ kind }: TransferResult) => kind === 'transferred',
    },
    (tx) => transferIn(tx, input),
  );
  if (made.kind === 'answer') return made.value;
  return { kind: 'refused', reason: `the transfer ${transferId} was recorded before with other content` };
}

async function transferIn(
  sql: Sql,
  input: Asking & { readonly transfer: BalanceTransfer; readonly today: IsoDate },
): Promise<TransferResult> {
  const { claimId, today } = input;
  const { transferId, from: party, to, line, amountCents, by } = input.transfer;
  const { intake } = await readClaim(sql, claimId);
  if (to === party) return { kind: 'refused', reason: 'from and to are the same' };
  if (to !== 'patient' && Number(to.slice(-1)) > intake.insurance.length)
    return { kind: 'refused', reason: `the patient file has no ${to}` };
  const part = partOf(await balancesOf(sql, claimId), { party, line, amountCents });
  if (part.kind === 'none') return { kind: 'refused', reason: part.reason };
  await post(sql, [transferEntry({ claimId, transferId, party, to, lines: part.lines, by, on: today })]);
  return { kind: 'transferred', amountCents: part.amountCents, debtor: await debtorOf(sql, input) };
}
