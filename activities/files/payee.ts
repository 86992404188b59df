import type { RemittancePayment } from '../../domain/remittance/remittance.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { only } from '../store/rows.ts';
import { isAccepted } from './addressee.ts';
import { Quarantine } from './quarantine.ts';

/**
 * Throws Quarantine if a remittance pays somebody else: its payee is not in the partner's `accepts.payeeIds` or,
 * without that list, is not the NPI or tax id of a billing provider of any stored claim.
 */
export async function refuseOtherPayee(
  sql: Sql,
  { payeeId }: RemittancePayment,
  { accepts = {} }: TradingPartner,
): Promise<void> {
  const isOurs = accepts.payeeIds ? isAccepted(payeeId, accepts.payeeIds) : await isBillingProvider(sql, payeeId);
  if (!isOurs) throw new Quarantine('it pays a payee that is not ours (N104 of N1*PE)', { isMisdirected: true });
}

/** Also true while no claim is stored, because there is nothing to compare with. */
async function isBillingProvider(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.rows<{ isOurs: boolean }>(
    `select exists (select from claim_version where billing_npi = $1)
       or exists (select from claim_version where billing_tax_id = $2)
       or not exists (select from claim_version) as "isOurs"`,
    [id, id.replaceAll('-', '')],
  );
  return only(rows).isOurs;
}
