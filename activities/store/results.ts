import type { Database, Transaction } from './database.ts';

const column = 'activity_result.result';

/** The stored result, or a conflict: the key was used with different inputs. */
export type Once<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'conflict' };

/**
 * Runs work once per key and stores its result in the same transaction; a retry returns the stored result. If the key
 * was used with different inputs, returns a conflict and does not run work.
 */
export function once<T>(
  database: Database,
  {
    key,
    inputs,
    isFinal = () => true,
  }: {
    readonly key: string;
    readonly inputs: unknown;
    /** Whether a result is stored: work runs again after one that is not. */
    readonly isFinal?: (value: T) => boolean;
  },
  work: (tx: Transaction) => Promise<T>,
): Promise<Once<T>> {
  return database.inTransaction(async (tx) => {
    const known = await tx.prisma.activityResult.findUnique({ where: { key } });
    const inputsDigest = tx.vault.digestOf(inputs);
    if (known && known.inputsDigest !== inputsDigest) return { kind: 'conflict' };
    if (known) return { kind: 'answer', value: tx.vault.openJson<{ value: T }>(column, known.result).value };
    const value = await work(tx);
    if (!isFinal(value)) return { kind: 'answer', value };
    await tx.prisma.activityResult.create({
      data: { key, inputsDigest, result: tx.vault.sealJson(column, { value }) },
    });
    return { kind: 'answer', value };
  });
}
