import type { NamedRemittance } from '../../domain/remittance/claim-books.ts';
import type { CoveragePlace } from '../../domain/remittance/adjustment-class.ts';
import type { IsoDate } from '../../domain/dates.ts';
import { type FindingCode, findingCodes, mayChangeWhoOwes } from '../../domain/remittance/finding.ts';
import type { Movement } from '../../domain/remittance/movements.ts';
import type { ClaimPayment } from '../../domain/remittance/remittance.ts';
import type { Sql } from './database.ts';
import { only } from './rows.ts';

/** A claim payment that a person decides about. */
export interface OpenException {
  readonly id: string;
  readonly claimId: string;
  /** Origin of its entries. */
  readonly source: string;
  readonly payment: ClaimPayment;
  readonly findings: readonly FindingCode[];
  readonly remittance: NamedRemittance;
}

/** A row of `exceptionColumns`. */
export type ExceptionRow = Omit<OpenException, 'payment' | 'remittance'> & {
  readonly detail: Uint8Array;
  readonly remittanceId: string;
  readonly originatorId: string;
  readonly traceNumber: string;
  readonly paidOn: IsoDate;
  readonly payerName: string;
  readonly payerId: string | null;
  readonly hasInterest: boolean;
};

/** SQL of the columns of a stored claim payment `c` and its remittance `r`. */
export const exceptionColumns = `c.id::text as id, c.claim_id as "claimId", c.source, c.findings, c.detail,
  r.id::text as "remittanceId", r.payer_key as "originatorId", r.trace_number as "traceNumber",
  r.paid_on::text as "paidOn", r.payer_name as "payerName", r.payer_id as "payerId",
  exists (select from remittance_provider_adjustment p
    where p.remittance_id = r.id and p.account = 'interest-income') as "hasInterest"`;

/** The exception of a row. */
export function toException(sql: Sql, row: ExceptionRow): OpenException {
  const { id, claimId, source, findings, detail, ...remittance } = row;
  const { remittanceId, originatorId, traceNumber, paidOn, payerName, payerId, hasInterest } = remittance;
  return {
    ...{ id, claimId, source, findings },
    payment: sql.vault.openJson<ClaimPayment>('remittance_claim.detail', detail),
    remittance: {
      ...{ remittanceId, originatorId, traceNumber, paidOn, payerName, hasInterest },
      ...(payerId === null ? {} : { payerId }),
    },
  };
}

/** The open exceptions of claims, oldest first. */
export async function openExceptions(sql: Sql, claimIds: readonly string[]): Promise<readonly OpenException[]> {
  if (claimIds.length === 0) return [];
  const rows = await sql.rows<ExceptionRow>(
    `select ${exceptionColumns} from remittance_claim c join remittance r on r.id = c.remittance_id
     where c.claim_id = any($1::text[]) and c.state = 'exception' order by c.id`,
    [claimIds],
  );
  return rows.map((row) => toException(sql, row));
}

/** Number of open exceptions of a claim that may change who owes. */
export async function exceptionsOf(sql: Sql, claimId: string): Promise<number> {
  const rows = await sql.rows<{ count: number }>(
    `select count(*)::int as count from remittance_claim
     where claim_id = $1 and state = 'exception' and not (findings && $2::text[])`,
    [claimId, findingCodes.filter((code) => !mayChangeWhoOwes([code]))],
  );
  return only(rows).count;
}

/** Stores what became of a claim payment, and marks the payment that it reverses. */
export async function settlePayment(
  sql: Sql,
  settled: {
    readonly id: string;
    readonly state: 'posted' | 'exception' | 'refused';
    readonly claimId: string | null;
    readonly movements: readonly Movement[];
    readonly coverage: CoveragePlace;
    readonly reverses?: string;
  },
): Promise<void> {
  const { id, state, claimId, movements, coverage, reverses = null } = settled;
  await sql.rows(
    `update remittance_claim set state = $2, claim_id = $3, movements = $4, coverage = $5, reverses_id = $6,
       findings = case when $2 = 'posted' then '{}' else findings end
     where id = $1::bigint`,
    [id, state, claimId, JSON.stringify(movements), coverage, reverses],
  );
  if (reverses !== null)
    await sql.rows(`update remittance_claim set state = 'reversed' where id = $1::bigint`, [reverses]);
}
