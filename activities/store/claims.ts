import type { IsoDate } from '../../domain/dates.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { permanent } from '../failures.ts';
import type { Transaction } from './database.ts';
import { toDay } from './rows.ts';

/** A claim as it is stored, without its patient file. */
export interface StoredClaim {
  readonly claimId: string;
  readonly externalId: string;
  readonly intakeSha256: string;
  readonly payerId: string;
  readonly timelyFilingOn: IsoDate;
  readonly policy: ClaimPolicy;
  readonly payerControlNumber: string | null;
}

/** A stored claim. Throws `unknown-claim`. */
export async function readClaim(tx: Transaction, claimId: string): Promise<StoredClaim> {
  const row = await tx.claim.findUnique({ where: { id: claimId } });
  if (!row) throw permanent('unknown-claim');
  return {
    claimId: row.id,
    externalId: row.externalId,
    intakeSha256: row.intakeSha256,
    payerId: row.payerId,
    timelyFilingOn: toDay(row.timelyFilingOn),
    policy: row.policy as unknown as ClaimPolicy,
    payerControlNumber: row.payerControlNumber,
  };
}

/** The patient file at a version; the newest when none is named. Throws `unknown-claim`. */
export async function readIntakeOf(
  tx: Transaction,
  claimId: string,
  version?: number,
): Promise<{ intake: Intake; version: number }> {
  const row = await tx.claimVersion.findFirst({
    where: { claimId, ...(version === undefined ? {} : { version }) },
    orderBy: { version: 'desc' },
  });
  if (!row) throw permanent('unknown-claim');
  return { intake: row.intake as unknown as Intake, version: row.version };
}

/** Every claim payment of a claim, oldest first, and the day of the newest remittance. */
export async function paymentsOf(
  tx: Transaction,
  claimId: string,
): Promise<{ payments: readonly ClaimPayment[]; paidOn: IsoDate | undefined }> {
  const rows = await tx.remittanceClaim.findMany({ where: { claimId }, orderBy: { id: 'asc' } });
  const newest = rows.at(-1);
  const remittance =
    newest && (await tx.remittance.findUnique({ where: { id: newest.remittanceId }, select: { paidOn: true } }));
  return {
    payments: rows.map((row) => row.detail as unknown as ClaimPayment),
    paidOn: remittance ? toDay(remittance.paidOn) : undefined,
  };
}
