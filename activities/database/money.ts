import type { PatientPayment, WriteOffReason } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { patientPaymentEntry, writeOffEntry } from '../../domain/ledger/entries.ts';
import { type Debtor, whoOwes as decideWhoOwes } from '../../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ActivityContext } from '../context.ts';
import type { PaymentResult } from '../contract.ts';
import { openBalances, post } from '../store/journal.ts';
import { once } from '../store/results.ts';
import { hashOf } from '../store/rows.ts';

/** Asks the journal who owes what on a claim. */
export async function whoOwes(
  { database }: ActivityContext,
  { claimId, policy }: { claimId: string; policy: ClaimPolicy },
): Promise<Debtor> {
  return decideWhoOwes(await openBalances(database.sql, claimId), policy.smallBalanceCents);
}

/** Posts money from the patient, once for its paymentId. */
export function recordPayment(
  { database }: ActivityContext,
  { claimId, payment }: { claimId: string; payment: PatientPayment },
): Promise<PaymentResult> {
  const key = `payment:${payment.paymentId}`;
  const inputsSha256 = hashOf({ claimId, payment });
  return database.inTransaction(async (tx) => {
    const known = await tx.prisma.activityResult.findUnique({ where: { key } });
    if (known && known.inputsSha256 !== inputsSha256) {
      return { kind: 'refused', reason: 'a payment of that paymentId was recorded before with other content' };
    }
    if (known) return { kind: 'recorded' };
    await post(tx, [patientPaymentEntry({ claimId, payment, open: await openBalances(tx, claimId) })]);
    await tx.prisma.activityResult.create({ data: { key, inputsSha256, result: { kind: 'recorded' } } });
    return { kind: 'recorded' };
  });
}

/** Writes off all that is open. */
export async function writeOff(
  { database }: ActivityContext,
  input: { claimId: string; key: string; reason: WriteOffReason; today: IsoDate },
): Promise<void> {
  const { claimId, key, reason, today } = input;
  await once(database, { key: `write-off:${claimId}:${key}`, inputs: { claimId, reason } }, async (tx) => {
    await post(tx, [
      writeOffEntry({ claimId, key: `${claimId}:${key}`, open: await openBalances(tx, claimId), reason, on: today }),
    ]);
    return {};
  });
}
