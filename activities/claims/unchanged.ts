import type { SendAs } from '../../domain/claim/send-as.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { readClaim, type StoredClaim } from '../store/claims.ts';
import { claimToSend } from '../store/claim-to-send.ts';
import type { Sql } from '../store/database.ts';
import { formBytes } from './check-form.ts';

/**
 * Whether the payer adjudicated the claim and would get the same bytes again: only the envelope would differ. The
 * submission itself may be sent already: a claim that continues from an earlier state takes its steps again.
 */
export async function isUnchanged(
  sql: Sql,
  claim: StoredClaim,
  { submission, as, today }: { readonly submission: number; readonly as: SendAs; readonly today: IsoDate },
): Promise<boolean> {
  if (claim.paidOn === null || as === 'void') return false;
  const [sent] = await sql.rows<{ version: number }>(
    `select claim_version as version from outbound_interchange where claim_id = $1 and sent_at is not null
       and submission < $2 order by submission desc limit 1`,
    [claim.claimId, submission],
  );
  if (!sent) return false;
  const before = await readClaim(sql, claim.claimId, sent.version);
  const [one, other] = [formBytes(claim, as, today), formBytes(await claimToSend(sql, before, as), as, today)];
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}
