import type { RemittanceAdvice } from '../../domain/remittance/remittance.ts';
import type { TradingPartner } from '../config.ts';
import type { Sql } from '../store/database.ts';
import { only } from '../store/rows.ts';
import { isAccepted } from './addressee.ts';
import { Quarantine } from './quarantine.ts';

/**
 * Throws Quarantine for a remittance that pays somebody else: its payee is none that the partner's description names
 * or, where that names none, no billing provider of a claim of ours, by NPI or tax id.
 */
export async function refuseOtherPayee(
  sql: Sql,
  { payeeId }: RemittanceAdvice,
  { accepts = {} }: TradingPartner,
): Promise<void> {
  const isOurs = accepts.payeeIds ? isAccepted(payeeId, accepts.payeeIds) : await isBillingProvider(sql, payeeId);
  if (!isOurs) throw new Quarantine('N1*PE names another payee than us (N104)');
}

/** True also while there is no claim yet: nothing can be compared then. */
async function isBillingProvider(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql.rows<{ isOurs: boolean }>(
    `select exists (select from claim_version where intake #>> '{billing,npi}' = $1)
       or exists (select from claim_version where intake #>> '{billing,taxId}' = $2)
       or not exists (select from claim_version) as "isOurs"`,
    [id, id.replaceAll('-', '')],
  );
  return only(rows).isOurs;
}
