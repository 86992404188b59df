import type { IsoDate } from '../../domain/dates.ts';
import type { Sql } from './database.ts';
import { tenant } from './rows.ts';

/** A payer as a partner's remittances name it. */
export interface Remitter {
  readonly partnerId: string;
  /** TRN03. */
  readonly originatorId: string;
}

/** Whether the partner may send remittances of that payer. */
export async function isKnownRemitter(sql: Sql, { partnerId, originatorId }: Remitter): Promise<boolean> {
  const rows = await sql.rows('select from remitter where tenant = $1 and partner_id = $2 and originator_id = $3', [
    tenant,
    partnerId,
    originatorId,
  ]);
  return rows.length > 0;
}

/** Remembers that the partner may send remittances of that payer. False if it was known. */
export async function mapRemitter(
  sql: Sql,
  mapped: Remitter & { readonly by: string; readonly reason: string; readonly today: IsoDate },
): Promise<boolean> {
  const { partnerId, originatorId, by, reason, today } = mapped;
  const made = await sql.rows(
    `insert into remitter (tenant, partner_id, originator_id, mapped_by, reason, mapped_on)
     values ($1, $2, $3, $4, $5, $6::date) on conflict do nothing returning originator_id`,
    [tenant, partnerId, originatorId, by, sql.vault.seal('remitter.reason', reason), today],
  );
  return made.length > 0;
}
