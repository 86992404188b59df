import type { IsoDate } from '../../domain/dates.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { permanent } from '../failures.ts';
import type { Sql } from './database.ts';

/** A stored claim, with one version of its patient file. */
export interface StoredClaim {
  readonly claimId: string;
  /** The digest of version 1, to recognize the same file. */
  readonly intakeDigest: string;
  readonly payerId: string;
  readonly timelyFilingOn: IsoDate;
  readonly policy: ClaimPolicy;
  readonly payerControlNumber: string | null;
  readonly intake: Intake;
  readonly version: number;
  /** The date of the newest remittance advice for the claim. */
  readonly paidOn: IsoDate | null;
}

/** Reads a claim with the given version of its patient file, or the newest. Throws `unknown-claim`. */
export async function readClaim(sql: Sql, claimId: string, version?: number): Promise<StoredClaim> {
  const [claim] = await sql.rows<Omit<StoredClaim, 'intake'> & { readonly intake: Uint8Array }>(
    `select c.id as "claimId", intake_digest as "intakeDigest", payer_id as "payerId", policy,
       timely_filing_on::text as "timelyFilingOn", payer_control_number as "payerControlNumber", intake, version,
       (select paid_on::text from remittance_claim rc join remittance r on r.id = rc.remittance_id
        where rc.claim_id = c.id and rc.state in ('posted', 'reversed') order by rc.id desc limit 1) as "paidOn"
     from claim c join claim_version on claim_id = c.id
     where c.id = $1 and version = coalesce($2::int, version) order by version desc limit 1`,
    [claimId, version ?? null],
  );
  if (!claim) throw permanent('unknown-claim');
  return { ...claim, intake: sql.vault.openJson<Intake>('claim_version.intake', claim.intake) };
}

/** The newest version of the patient file of each claim, by claim. */
export async function intakesOf(sql: Sql, claimIds: readonly string[]): Promise<ReadonlyMap<string, Intake>> {
  const rows = await sql.rows<{ claimId: string; intake: Uint8Array }>(
    `select distinct on (claim_id) claim_id as "claimId", intake from claim_version
     where claim_id = any($1::text[]) order by claim_id, version desc`,
    [[...claimIds]],
  );
  return new Map(rows.map(({ claimId, intake }) => [claimId, sql.vault.openJson('claim_version.intake', intake)]));
}

/** All claim payments that are posted to a claim, oldest first, and the date of the newest remittance. */
export async function paymentsOf(
  sql: Sql,
  claimId: string,
): Promise<{ payments: readonly ClaimPayment[]; paidOn: IsoDate | undefined }> {
  const rows = await sql.rows<{ detail: Uint8Array; paidOn: IsoDate }>(
    `select detail, paid_on::text as "paidOn" from remittance_claim rc join remittance r on r.id = rc.remittance_id
     where claim_id = $1 and state in ('posted', 'reversed') order by rc.id`,
    [claimId],
  );
  const payments = rows.map(({ detail }) => sql.vault.openJson<ClaimPayment>('remittance_claim.detail', detail));
  return { payments, paidOn: rows.at(-1)?.paidOn };
}
