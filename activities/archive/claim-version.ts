import { instant } from '../../domain/dates.ts';
import type { Intake } from '../../domain/schema/intake.ts';
import { permanent } from '../failures.ts';
import type { Sql } from '../store/database.ts';
import type { SentVersion } from './record.ts';

/** Reads a version of a claim's patient file, for the archive. Throws `unknown-claim`. */
export async function readVersion(sql: Sql, claimId: string, version: number): Promise<SentVersion> {
  const [row] = await sql.rows<{
    correctionId: string | null;
    madeBy: string;
    reason: Uint8Array;
    intake: Uint8Array;
    madeAt: Date;
  }>(
    `select correction_id as "correctionId", made_by as "madeBy", reason, intake, made_at as "madeAt"
     from claim_version where claim_id = $1 and version = $2`,
    [claimId, version],
  );
  if (!row) throw permanent('unknown-claim');
  const { vault } = sql;
  return {
    ...{ version, correctionId: row.correctionId, madeBy: row.madeBy, madeAt: instant(row.madeAt.getTime()) },
    reason: vault.openText('claim_version.reason', row.reason),
    intake: vault.openJson<Intake>('claim_version.intake', row.intake),
  };
}
