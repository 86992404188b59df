import type { SendAs } from '../../domain/claim/send-as.ts';
import { linesOwed } from '../../domain/denial/line-states.ts';
import { intakeToSend } from '../../domain/denial/lines-to-send.ts';
import type { StoredClaim } from './claims.ts';
import type { Sql } from './database.ts';
import { balancesOf } from './journal.ts';

/** The claim with the lines that go to the payer. */
export async function claimToSend(sql: Sql, claim: StoredClaim, as: SendAs): Promise<StoredClaim> {
  const openLines = claim.paidOn === null ? undefined : linesOwed(await balancesOf(sql, claim.claimId));
  return { ...claim, intake: intakeToSend(claim.intake, as, openLines) };
}
