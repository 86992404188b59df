import type { Database, Transaction } from './database.ts';
import { hashOf, toJson } from './rows.ts';

/** An answer, or the inputs' conflict: the key was used before for something else. */
export type Once<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'conflict' };

/**
 * Does work once for its key: its answer commits with its effect, and a retry is given the same answer. A conflict
 * when the key was used before with other inputs; nothing is done then.
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
