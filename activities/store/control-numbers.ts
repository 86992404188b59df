import type { Transaction } from './database.ts';

/** Past this the numbers of an interchange begin anew, in another generation. */
const largest = 999_999_999n;

/**
 * Takes the next number of a sequence, from 1. Gaps are fine, a number is never given twice; the generation counts how
 * often the nine digits have gone round.
 */
export async function nextNumber(tx: Transaction, name: string): Promise<{ number: number; generation: number }> {
  const { next } = await tx.controlNumber.upsert({
    where: { name },
    update: { next: { increment: 1 } },
    create: { name, next: 1n },
  });
  return { number: Number(((next - 1n) % largest) + 1n), generation: Number((next - 1n) / largest) };
}
