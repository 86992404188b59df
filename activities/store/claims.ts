import type { IsoDate } from '../../domain/dates.ts';
import type { ClaimPolicy } from '../../domain/policy/policy.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { permanent } from '../failures.ts';
import type { Sql } from './database.ts';

/** A claim as it is stored, with its patient file at one version. */
export interface StoredClaim {
  readonly claimId: string;
  readonly intakeSha256: string;
  readonly payerId: string;
  readonly timelyFilingOn: IsoDate;
  readonly policy: ClaimPolicy;
  readonly payerControlNumber: string | null;
  readonly intake: Intake;
  readonly version: number;
  /** The day of the newest remittance advice that speaks of it. */
  readonly paidOn: IsoDate | null;
}

/** A claim with its patient file at a version; the newest when none is named. Throws `unknown-claim`. */
export async function readClaim(sql: Sql, claimId: string, version?: number): Promise<StoredClaim> {
  const [claim] = await sql.rows<StoredClaim>(
    `select c.id as "claimId", intake_sha256 as "intakeSha256", payer_id as "payerId", policy,
       timely_filing_on::text as "timelyFilingOn", payer_control_number as "payerControlNumber", intake, version,
       (select paid_on::text from remittance_claim rc join remittance r on r.id = rc.remittance_id
        where rc.claim_id = c.id order by rc.id desc limit 1) as "paidOn"
     from claim c join claim_version on claim_id = c.id
     where c.id = $1 and version = coalesce($2::int, version) order by version desc limit 1`,
    [claimId, version ?? null],
  );
  if (!claim) throw permanent('unknown-claim');
  return claim;
}

/** Every claim payment of a claim, oldest first, and the day of the newest remittance. */
export async function paymentsOf(
  sql: Sql,
  claimId: string,
): Promise<{ payments: readonly ClaimPayment[]; paidOn: IsoDate | undefined }> {
  const rows = await sql.rows<{ detail: ClaimPayment; paidOn: IsoDate }>(
    `select detail, paid_on::text as "paidOn" from remittance_claim rc join remittance r on r.id = rc.remittance_id
     where claim_id = $1 order by rc.id`,
    [claimId],
  );
  return { payments: rows.map(({ detail }) => detail), paidOn: rows.at(-1)?.paidOn };
}
