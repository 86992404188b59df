import type { Fact } from '../../domain/claim/facts.ts';
import type { ActivityContext } from '../context.ts';

/** Claims told between two looks at the outbox. */
const batch = 100;

/** Tells claims what is noted for them, in the order it was noted. Telling may repeat: a claim knows a fact by its key. */
export async function tellClaims({ database, tellClaim }: ActivityContext): Promise<{ told: number }> {
  for (let told = 0; ; ) {
    const waiting = await database.inTransaction((tx) =>
      tx.outboxEvent.findMany({ where: { deliveredAt: null }, orderBy: { id: 'asc' }, take: batch }),
    );
    if (waiting.length === 0) return { told };
    for (const { id, claimId, fact } of waiting) {
      const outcome = await tellClaim(claimId, fact as unknown as Fact);
      await database.inTransaction((tx) =>
        tx.outboxEvent.update({ where: { id }, data: { deliveredAt: new Date(), outcome } }),
      );
      told += 1;
    }
  }
}
