import type { Fact } from '../../domain/claim/facts.ts';
import type { ActivityContext } from '../context.ts';
import type { Transaction } from '../store/database.ts';
import { openBalances } from '../store/journal.ts';
import { tenant, toColumn } from '../store/rows.ts';

/** Claims told between two looks at the outbox. */
const batch = 100;

/**
 * Tells claims what is noted for them, in the order it was noted. Telling may repeat: a claim knows a fact by its key.
 * Money for a claim that is closed becomes a person's task when it leaves something open.
 */
export async function tellClaims(context: ActivityContext): Promise<{ told: number }> {
  const { database, tellClaim } = context;
  for (let told = 0; ; ) {
    const waiting = await database.read((tx) =>
      tx.outboxEvent.findMany({ where: { deliveredAt: null }, orderBy: { id: 'asc' }, take: batch }),
    );
    if (waiting.length === 0) return { told };
    for (const { id, claimId, fact: noted } of waiting) {
      const fact = noted as unknown as Fact;
      const outcome = await tellClaim(claimId, fact);
      await database.inTransaction(async (tx) => {
        if (outcome === 'gone' && fact.kind === 'adjudicated')
          await askAboutClosedClaim(tx, context, claimId, fact.key);
        await tx.outboxEvent.update({ where: { id }, data: { deliveredAt: new Date(), outcome } });
      });
      told += 1;
    }
  }
}

async function askAboutClosedClaim(
  tx: Transaction,
  { today }: ActivityContext,
  claimId: string,
  cause: string,
): Promise<void> {
  const { payerCents, patientCents, agencyCents } = await openBalances(tx, claimId);
  if (payerCents === 0 && patientCents === 0 && agencyCents === 0) return;
  const key = `${claimId}:late:${cause}`;
  const day = toColumn(today());
  await tx.workItem.upsert({
    where: { tenant_key: { tenant, key } },
    update: {},
    create: {
      tenant,
      key,
      claimId,
      kind: 'late-remittance',
      owner: 'BILLER',
      openedOn: day,
      dueOn: day,
      found:
        `A remittance came after the claim was closed and leaves ${payerCents} cents with the payer, ` +
        `${patientCents} with the patient.`,
      canDo: 'Look at the remittance; send the claim anew under another externalId, or correct the books.',
    },
  });
}
