import type { WriteOffResult, TransferResult } from '../contract.ts';
import type { MovedAmount, RecordedInput } from '../report-contract.ts';
import type { Transaction } from '../store/database.ts';

/** Adds to each write-off, approval and transfer that was posted whose part it moved, and how much. */
export async function withMovedAmounts(
  tx: Transaction,
  claimId: string,
  inputs: readonly RecordedInput[],
): Promise<readonly RecordedInput[]> {
  const keys = inputs.map((input) => (input.refusal === null ? resultKey(claimId, input) : undefined));
  const rows = await tx.rows<{ key: string; result: Uint8Array }>(
    'select key, result from activity_result where key = any($1::text[])',
    [keys.filter((key) => key !== undefined)],
  );
  const moved = new Map(
    rows.map(({ key, result }) => {
      const { value } = tx.vault.openJson<{ value: WriteOffResult | TransferResult }>('activity_result.result', result);
      return [key, movedBy(value)];
    }),
  );
  return inputs.map((input, at) => {
    const amount = moved.get(keys[at] ?? '');
    return amount ? { ...input, moved: amount } : input;
  });
}

function movedBy(result: WriteOffResult | TransferResult): MovedAmount | undefined {
  if (result.kind === 'written-off') return { party: result.party, amountCents: result.amountCents };
  return result.kind === 'transferred' ? { amountCents: result.amountCents } : undefined;
}

/** The key under which `adjust-balance.ts` stores the result of an input; undefined for inputs that move no debt. */
function resultKey(claimId: string, { kind, content }: RecordedInput): string | undefined {
  if (kind !== 'writeOff' && kind !== 'approveWriteOff' && kind !== 'transfer') return undefined;
  const { writeOffId, transferId, decision } = JSON.parse(content) as Readonly<Record<string, unknown>>;
  if (decision === 'refuse') return undefined;
  return kind === 'transfer'
    ? `transfer:${claimId}:${String(transferId)}`
    : `write-off:${claimId}:${String(writeOffId)}`;
}
