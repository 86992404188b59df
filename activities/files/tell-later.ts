import type { Fact } from '../../domain/claim/facts.ts';
import type { Transaction } from '../store/database.ts';
import { tenant, toJson } from '../store/rows.ts';

/** Notes, in the transaction that posts, that a claim must be told. Once for the fact's key. */
export async function tellLater(tx: Transaction, claimId: string, fact: Fact): Promise<void> {
  const dedupeKey = `${claimId}:${fact.key}`;
  await tx.outboxEvent.upsert({
    where: { tenant_dedupeKey: { tenant, dedupeKey } },
    update: {},
    create: { tenant, dedupeKey, claimId, fact: toJson(fact) },
  });
}
