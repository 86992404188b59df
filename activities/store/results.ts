import type { Database, Transaction } from './database.ts';
import { hashOf, toJson } from './rows.ts';

/** The stored result, or a conflict: the key was used with different inputs. */
export type Once<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'conflict' };

/**
 * Runs work once per key and stores its result in the same transaction; a retry returns the stored result. If the key
 * was used with different inputs, returns a conflict and does not run work.
 */
export function once<T>(
  database: Database,
  { key, inputs }: { readonly key: string; readonly inputs: unknown },
  work: (tx: Transaction) => Promise<T>,
): Promise<Once<T>> {
  return database.inTransaction(async (tx) => {
    const known = await tx.prisma.activityResult.findUnique({ where: { key } });
    const inputsSha256 = hashOf(inputs);
    if (known && known.inputsSha256 !== inputsSha256) return { kind: 'conflict' };
    if (known) return { kind: 'answer', value: (known.result as { value: T }).value };
    const value = await work(tx);
    await tx.prisma.activityResult.create({ data: { key, inputsSha256, result: toJson({ value }) } });
    return { kind: 'answer', value };
  });
}
