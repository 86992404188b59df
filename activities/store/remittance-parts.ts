import { type Cents, cents } from '../../domain/money.ts';
import type { CoveragePlace } from '../../domain/remittance/adjustment-class.ts';
import type { Movement } from '../../domain/remittance/movements.ts';
import type { Sql } from './database.ts';
import { exceptionColumns, type ExceptionRow, type OpenException, toException } from './remittance-exceptions.ts';
import { tenant } from './rows.ts';

/** A part of a stored remittance, as people name it: FILE, FILE:SEGMENT or FILE:PLACE:SEGMENT. */
export interface PartName {
  readonly fileId: string;
  /** Interchange, group and set: "1.1.2". */
  readonly place: string | undefined;
  readonly segment: string | undefined;
  /** Index of a provider-level adjustment within its set. */
  readonly index: string | undefined;
}

/** Reads a name; undefined for another text. */
export function readPartName(text: string): PartName | undefined {
  const match = /^(?:file-)?(\d{1,18})(?::(\d{1,6}\.\d{1,6}\.\d{1,6}))?(?::(\d{1,9})(?::(\d{1,6}))?)?$/.exec(text);
  const [, fileId, place, segment, index] = match ?? [];
  return fileId === undefined ? undefined : { fileId, place, segment, index };
}

/** Where a part of a remittance came from, and what became of it. */
interface Part {
  readonly fileId: string;
  readonly partnerId: string;
  readonly source: string;
  readonly state: string;
}

/** A stored claim payment; `claimId` is null while no claim is known. */
export interface PaymentPart extends Part, Omit<OpenException, 'claimId'> {
  readonly state: 'posted' | 'reversed' | 'exception' | 'refused';
  readonly claimId: string | null;
  readonly coverage: CoveragePlace;
  readonly reversesId: string | null;
  /** Amounts by line and kind that are posted, or would be. */
  readonly movements: readonly Movement[];
}

/** A stored provider-level adjustment. */
export interface AdjustmentPart extends Part {
  readonly state: 'posted' | 'exception' | 'accepted' | 'refused';
  readonly reasonCode: string;
  readonly reference: string | null;
  readonly amountCents: Cents;
  readonly account: string;
  readonly paidOn: string;
  readonly traceNumber: string;
  readonly payerName: string;
}

/** SQL that joins the file of a row of that alias. */
const originOf = (
  alias: string,
) => `join transaction_set s on s.id = ${alias}.transaction_set_id join interchange i on i.id = s.interchange_id
  join inbound_file f on f.id = i.file_id`;
const originColumns = `f.id::text as "fileId", f.partner_id as "partnerId"`;
const condition = `f.tenant = $1 and f.id = $2::bigint
  and ($3::text is null or interchange_index || '.' || group_index || '.' || set_index = $3)`;

/** The claim payments of a name, in the order of the file. */
export async function paymentParts(sql: Sql, { fileId, place, segment }: PartName): Promise<readonly PaymentPart[]> {
  const rows = await sql.rows<ExceptionRow & Omit<PaymentPart, keyof OpenException>>(
    `select ${exceptionColumns}, ${originColumns}, c.state, c.coverage, c.reverses_id::text as "reversesId",
       c.movements
     from remittance_claim c join remittance r on r.id = c.remittance_id ${originOf('c')}
     where ${condition} and ($4::int is null or c.segment = $4) order by c.id`,
    [tenant, fileId, place ?? null, segment ?? null],
  );
  return rows.map((row) => {
    const { state, coverage, reversesId, movements, fileId: id, partnerId } = row;
    return { ...toException(sql, row), state, coverage, reversesId, movements, fileId: id, partnerId };
  });
}

/** The provider-level adjustments of a name, in the order of the file. */
export async function adjustmentParts(sql: Sql, name: PartName): Promise<readonly AdjustmentPart[]> {
  const { fileId, place, segment, index } = name;
  const rows = await sql.rows<
    Omit<AdjustmentPart, 'amountCents' | 'reference'> & { amountCents: bigint; reference: Uint8Array | null }
  >(
    `select p.source, p.state, p.account, reason_code as "reasonCode", reference, p.amount_cents as "amountCents",
       paid_on::text as "paidOn", trace_number as "traceNumber", payer_name as "payerName",
       ${originColumns}
     from remittance_provider_adjustment p join remittance r on r.id = p.remittance_id
       ${originOf('p')}
     where ${condition} and ($4::int is null or p.position = $4) and ($5::int is null or p.ordinal = $5)
     order by p.remittance_id, p.position, p.ordinal`,
    [tenant, fileId, place ?? null, segment ?? null, index ?? null],
  );
  return rows.map((row) => ({
    ...row,
    amountCents: cents(Number(row.amountCents)),
    reference: sql.vault.openText('remittance_provider_adjustment.reference', row.reference),
  }));
}

/** Records a person's decision. Returns its number, starting at 1, for the keys of its entries. */
export async function recordDecision(
  sql: Sql,
  decision: {
    readonly source: string;
    readonly kind: 'match' | 'accept' | 'refuse' | 'unmatch';
    readonly claimId: string | null;
    readonly by: string;
    readonly reason: string;
    readonly today: string;
  },
): Promise<number> {
  const { source, kind, claimId, by, reason, today } = decision;
  const rows = await sql.rows<{ ordinal: number }>(
    `insert into remittance_decision (source, ordinal, kind, claim_id, made_by, reason, made_on)
     select $1, count(*) + 1, $2, $3, $4, $5, $6::date from remittance_decision where source = $1 returning ordinal`,
    [source, kind, claimId, by, sql.vault.seal('remittance_decision.reason', reason), today],
  );
  return rows[0]?.ordinal ?? 0;
}
