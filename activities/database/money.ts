import type { PatientPayment, WriteOffReason } from '../../domain/claim/inputs.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { patientPaymentEntry, writeOffEntry } from '../../domain/ledger/entries.ts';
import { type Debtor, whoOwes as decideWhoOwes } from '../../domain/ledger/who-owes.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ActivityContext } from '../context.ts';
import type { PaymentResult } from '../contract.ts';
import type { Sql } from '../store/database.ts';
import { openBalances, post } from '../store/journal.ts';
import { once } from '../store/results.ts';
import { hashOf } from '../store/rows.ts';

interface Asking {
  readonly claimId: string;
  readonly policy: ClaimPolicy;
}

/** Asks the journal who owes what on a claim. */
export function whoOwes({ database }: ActivityContext, asking: Asking): Promise<Debtor> {
  return debtorOf(database.sql, asking);
}

/** The same in a transaction of the caller's, after what it has posted. */
export async function debtorOf(sql: Sql, { claimId, policy }: Asking): Promise<Debtor> {
  return decideWhoOwes(await openBalances(sql, claimId), policy.smallBalanceCents);
}

/** Posts money from the patient, once for its paymentId. */
export function recordPayment(
  { database }: ActivityContext,
  { claimId, payment, policy }: Asking & { readonly payment: PatientPayment },
): Promise<PaymentResult> {
  const key = `payment:${payment.paymentId}`;
  const inputsSha256 = hashOf({ claimId, payment });
  return database.inTransaction(async (tx) => {
    const known = await tx.prisma.activityResult.findUnique({ where: { key } });
    if (known && known.inputsSha256 !== inputsSha256) {
      return { kind: 'refused', reason: 'a payment of that paymentId was recorded before with other content' };
    }
    if (!known) {
      await post(tx, [patientPaymentEntry({ claimId, payment, open: await openBalances(tx, claimId) })]);
      await tx.prisma.activityResult.create({ data: { key, inputsSha256, result: { kind: 'recorded' } } });
    }
    return { kind: 'recorded', debtor: await debtorOf(tx, { claimId, policy }) };
  });
}

/** Writes off all that is open, once for its key. */
export async function writeOff(
  { database }: ActivityContext,
  input: Asking & { key: string; reason: WriteOffReason; today: IsoDate },
): Promise<Debtor> {
  const { claimId, key, reason, today } = input;
  await once(database, { key: `write-off:${claimId}:${key}`, inputs: { claimId, reason } }, async (tx) => {
    await post(tx, [
      writeOffEntry({ claimId, key: `${claimId}:${key}`, open: await openBalances(tx, claimId), reason, on: today }),
    ]);
    return {};
  });
  return debtorOf(database.sql, input);
}
