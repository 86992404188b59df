import { cents } from '../../domain/money.ts';
import type {
  OpenAdjustment,
  ProviderPosting,
  ProviderPostings,
} from '../../domain/remittance/provider-adjustments.ts';
import type { ProviderLevelAdjustment } from '../../domain/remittance/remittance.ts';
import type { Sql } from './database.ts';
import { tenant } from './rows.ts';

/** Adjustments of the payer (TRN03) that wait for their counterpart, oldest first. */
export async function openAdjustments(sql: Sql, originatorId: string): Promise<readonly OpenAdjustment[]> {
  const rows = await sql.rows<Omit<OpenAdjustment, 'openCents'> & { readonly openCents: bigint }>(
    `select source as id, account, marks, open_cents as "openCents"
     from remittance_provider_adjustment p join remittance r on r.id = remittance_id
     where r.tenant = $1 and payer_key = $2 and open_cents > 0 order by remittance_id, position, ordinal`,
    [tenant, originatorId],
  );
  return rows.map((row) => ({ ...row, openCents: cents(Number(row.openCents)) }));
}

/** Takes what counterparts use of open adjustments. */
export async function takeOpen(sql: Sql, taken: ProviderPostings['taken']): Promise<void> {
  if (taken.length === 0) return;
  await sql.rows(
    `update remittance_provider_adjustment p set open_cents = open_cents - t.amount
     from unnest($1::text[], $2::bigint[]) as t (source, amount) where p.source = t.source`,
    [taken.map(({ id }) => id), taken.map(({ amountCents }) => amountCents)],
  );
}

/** Stores an adjustment and how it is posted. */
export async function insertAdjustment(
  sql: Sql,
  row: {
    readonly remittanceId: bigint;
    readonly transactionSetId: bigint;
    readonly ordinal: number;
    /** Origin of its entry. */
    readonly source: string;
    readonly adjustment: ProviderLevelAdjustment;
    readonly posting: ProviderPosting;
  },
): Promise<void> {
  const { remittanceId, transactionSetId, ordinal, source, adjustment, posting } = row;
  const { position, reasonCode, reference, amountCents } = adjustment;
  const sealed = reference === undefined ? null : sql.vault.seal('remittance_provider_adjustment.reference', reference);
  await sql.rows(
    `insert into remittance_provider_adjustment (remittance_id, position, ordinal, transaction_set_id, source,
       reason_code, reference, amount_cents, account, marks, open_cents, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
       case when $9 = 'unapplied' then 'exception' else 'posted' end)`,
    [
      ...[remittanceId, position, ordinal, transactionSetId, source, reasonCode, sealed, amountCents],
      ...[posting.account, posting.marks, posting.openCents],
    ],
  );
}
