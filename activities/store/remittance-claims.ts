import type { EarlierPayment } from '../../domain/remittance/earlier-payment.ts';
import type { CoveragePlace } from '../../domain/remittance/adjustment-class.ts';
import type { RemittanceFinding } from '../../domain/remittance/finding.ts';
import type { Movement } from '../../domain/remittance/movements.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import type { Sql } from './database.ts';

/** A claim payment to be stored. */
export interface NewClaimPayment {
  /** From `nextPaymentIds`. */
  readonly id: string;
  readonly payment: ClaimPayment;
  /** Unique within the remittance. */
  readonly position: number;
  readonly transactionSetId: bigint;
  /** Origin of its entries: digest of the file, place of the set, position of its CLP segment. */
  readonly source: string;
  readonly claimId: string | null;
  /** Claims that it may be about, if none is known. */
  readonly candidates: readonly string[];
  readonly state: 'posted' | 'exception';
  readonly findings: readonly RemittanceFinding[];
  readonly movements: readonly Movement[];
  readonly coverage: CoveragePlace;
  /** The payment that it reverses. */
  readonly reverses?: string;
}

/** Takes ids for new claim payments, so that one can name another of the same statement. */
export async function nextPaymentIds(sql: Sql, count: number): Promise<readonly string[]> {
  const rows = await sql.rows<{ id: string }>(
    `select nextval('remittance_claim_id_seq')::text as id from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ id }) => id);
}

/** Stores claim payments, in their order. */
export async function insertClaimPayments(
  sql: Sql,
  remittanceId: bigint,
  rows: readonly NewClaimPayment[],
): Promise<void> {
  await sql.rows(
    `insert into remittance_claim (remittance_id, id, position, transaction_set_id, segment, source, claim_id,
       status_code, paid_cents, state, findings, movements, coverage, reverses_id, detail)
     select $1, id, position, set_id, segment, source, claim_id, status_code, paid_cents, state,
       string_to_array(findings, ' '), movements, coverage, reverses_id, detail
     from unnest($2::bigint[], $3::int[], $4::bigint[], $5::int[], $6::text[], $7::text[], $8::text[], $9::bigint[],
         $10::text[], $11::text[], $12::jsonb[], $13::int[], $14::bigint[], $15::bytea[])
       as t (id, position, set_id, segment, source, claim_id, status_code, paid_cents, state, findings, movements,
         coverage, reverses_id, detail)`,
    [
      remittanceId,
      rows.map(({ id }) => id),
      rows.map(({ position }) => position),
      rows.map(({ transactionSetId }) => transactionSetId),
      rows.map(({ payment }) => payment.position),
      rows.map(({ source }) => source),
      rows.map(({ claimId }) => claimId),
      rows.map(({ payment }) => payment.statusCode),
      rows.map(({ payment }) => payment.paidCents),
      rows.map(({ state }) => state),
      rows.map(({ findings }) => findings.map(({ code }) => code).join(' ')),
      rows.map(({ movements }) => JSON.stringify(movements)),
      rows.map(({ coverage }) => coverage),
      rows.map(({ reverses }) => reverses ?? null),
      rows.map(({ payment }) => sql.vault.sealJson('remittance_claim.detail', payment)),
    ],
  );
}

/** Marks payments as reversed. */
export async function markReversed(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql.rows(`update remittance_claim set state = 'reversed' where id = any($1::bigint[])`, [ids]);
}

type StoredRow = Omit<EarlierPayment, 'payment'> & { readonly claimId: string; readonly detail: Uint8Array };

/** The stored payments of claims, by claim, oldest first. */
export async function storedPayments(
  sql: Sql,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EarlierPayment[]>> {
  const rows = await sql.rows<StoredRow>(
    `select c.id::text as id, remittance_id::text as "remittanceId", payer_key as "originatorId",
       trace_number as "traceNumber", claim_id as "claimId", c.state, movements, coverage, source, detail
     from remittance_claim c join remittance r on r.id = remittance_id
     where claim_id = any($1::text[]) order by c.id`,
    [claimIds],
  );
  const stored = new Map<string, EarlierPayment[]>();
  for (const { claimId, detail, ...row } of rows) {
    const payment = sql.vault.openJson<ClaimPayment>('remittance_claim.detail', detail);
    const known = stored.get(claimId) ?? [];
    known.push({ ...row, payment, movements: row.state === 'posted' || row.state === 'reversed' ? row.movements : [] });
    stored.set(claimId, known);
  }
  return stored;
}
