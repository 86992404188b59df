import { permanent } from '../failures.ts';
import type { Database, Transaction } from './database.ts';
import { hashOf, toJson } from './rows.ts';

/**
 * Does work once for its key: its answer commits with its effect, and a retry is given the same answer. Throws
 * `conflicting-inputs` when the key was used for something else.
 */
export function once<T>(
  database: Database,
  { key, inputs }: { readonly key: string; readonly inputs: unknown },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.inTransaction(async (tx) => {
    const known = await tx.prisma.activityResult.findUnique({ where: { key } });
    const inputsSha256 = hashOf(inputs);
    if (known && known.inputsSha256 !== inputsSha256) throw permanent('conflicting-inputs');
    if (known) return (known.result as { value: T }).value;
    const value = await work(tx);
    await tx.prisma.activityResult.create({ data: { key, inputsSha256, result: toJson({ value }) } });
    return value;
  });
}
