import { inputProblems } from '../../domain/claim/check-input.ts';
import type {
  BalanceTransfer,
  Correction,
  PatientPayment,
  WriteOff,
  WriteOffApproval,
} from '../../domain/claim/inputs.ts';
import type { ActivityContext } from '../context.ts';
import { applyCorrection } from '../database/correct-claim.ts';
import { transferBalance, writeOff } from '../database/adjust-balance.ts';
import { recordPayment } from '../database/money.ts';
import { storeInput } from '../database/record-input.ts';
import { readClaim } from '../store/claims.ts';
import type { HistoricInput } from './histories.ts';

/** What came of an input that the database may not have. */
export type RestoredAs = 'known' | 'restored' | { readonly refusal: string };

/**
 * Stores an input of a person from the history of a workflow, with its author and its time, and does in the books what
 * the workflow did. One that the database has is `known`. `context.today` is the day of the input.
 */
export async function restoreInput(
  context: ActivityContext,
  claimId: string,
  input: HistoricInput,
): Promise<RestoredAs> {
  const key = await freeKey(context, claimId, input);
  if (key === undefined) return 'known';
  const refusal = input.refusal ?? (await apply(context, claimId, input));
  const { kind, value, at } = input;
  const stored = { claimId, key, kind, content: value, refusal: refusal ?? null, at, today: context.today() };
  await storeInput(context.database.sql, stored);
  // A refusal that the workflow gave too is no finding.
  return refusal === undefined || refusal === input.refusal ? 'restored' : { refusal };
}

interface StoredInput {
  readonly key: string;
  readonly content: Uint8Array;
}

/** The key under which the input is to be stored; undefined if it is stored. A Signal has none but its number. */
async function freeKey(
  { database: { sql } }: ActivityContext,
  claimId: string,
  { key, kind, value, at }: HistoricInput,
): Promise<string | undefined> {
  const rows = await sql.rows<StoredInput & { readonly isLater: boolean; readonly kind: string }>(
    `select key, kind, content, made_at >= $2::timestamptz as "isLater" from claim_input where claim_id = $1`,
    [claimId, at],
  );
  if (key !== undefined) return rows.some((row) => row.key === key) ? undefined : key;
  const text = JSON.stringify(value ?? null);
  const isStored = rows.some(
    (row) => row.kind === kind && row.isLater && sql.vault.openText('claim_input.content', row.content) === text,
  );
  if (isStored) return undefined;
  const numbers = rows.map((row) => Number(/^signal-(\d+)$/.exec(row.key)?.[1] ?? 0));
  return `signal-${Math.max(0, ...numbers) + 1}`;
}

/** Returns why it cannot be applied; undefined if it was. */
async function apply(context: ActivityContext, claimId: string, { kind, value }: HistoricInput) {
  const today = context.today();
  const [problem] = inputProblems(kind, value, today);
  if (problem) return problem;
  const { policy } = await readClaim(context.database.sql, claimId);
  switch (kind) {
    case 'correctClaim':
      return correct(context, claimId, value as Correction);
    case 'recordPayment':
      return refusalIn(await recordPayment(context, { claimId, payment: value as PatientPayment, policy, today }));
    case 'writeOff': {
      const { writeOffId: key, ...input } = value as WriteOff;
      return refusalIn(await writeOff(context, { claimId, policy, key, ...input, today }));
    }
    case 'approveWriteOff': {
      const { writeOffId: key, by: approvedBy, decision } = value as WriteOffApproval;
      const entered = await enteredWriteOff(context, claimId, key);
      if (decision === 'refuse' || !entered) return undefined;
      return refusalIn(await writeOff(context, { claimId, policy, key, ...entered, approvedBy, today }));
    }
    case 'transfer':
      return refusalIn(await transferBalance(context, { claimId, policy, transfer: value as BalanceTransfer, today }));
    // These change the workflow only. Holds are given to the new run.
    default:
      return undefined;
  }
}

/** The write-off of that id as it was entered; undefined if the database does not have it. */
async function enteredWriteOff(
  { database: { sql } }: ActivityContext,
  claimId: string,
  key: string,
): Promise<Omit<WriteOff, 'writeOffId'> | undefined> {
  const rows = await sql.rows<{ content: Uint8Array }>(
    `select content from claim_input where claim_id = $1 and kind = 'writeOff' and refusal is null order by id`,
    [claimId],
  );
  const entered = rows.map(({ content }) => JSON.parse(sql.vault.openText('claim_input.content', content)) as WriteOff);
  const { writeOffId: _, ...input } = entered.find(({ writeOffId }) => writeOffId === key) ?? { writeOffId: undefined };
  return 'by' in input ? input : undefined;
}

/** The version may be in the archive already: then it was sent. */
async function correct(context: ActivityContext, claimId: string, correction: Correction) {
  const { sql } = context.database;
  const made = await sql.rows('select from claim_version where claim_id = $1 and correction_id = $2', [
    claimId,
    correction.correctionId,
  ]);
  if (made.length > 0) return undefined;
  return refusalIn(await applyCorrection(context, { claimId, correction, workItemId: null, today: context.today() }));
}

function refusalIn(result: { readonly kind: string; readonly reason?: string }): string | undefined {
  return result.kind === 'refused' || result.kind === 'not-open' ? result.reason : undefined;
}
