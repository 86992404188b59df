import { type Cents, cents } from '../../domain/money.ts';
import type { Adjustment } from '../../domain/remittance/remittance.ts';
import { remittanceItemKey, segmentName } from '../files/remittance-items.ts';
import type { Sql } from '../store/database.ts';
import {
  type AdjustmentPart,
  adjustmentParts,
  type PaymentPart,
  paymentParts,
  readPartName,
} from '../store/remittance-parts.ts';
import { tenant } from '../store/rows.ts';
import type { RemittanceDetail, RemittanceFilter, RemittanceList, RemittanceRow } from '../remittance-contract.ts';

/** Parts of a list at most: a terminal shows no more. */
const rowsShown = 500;

/** Files with open parts, read at once. */
const filesRead = 100;

/** Claim payments and provider-level adjustments that a person decides about, oldest first; or those of one file. */
export async function listRemittances(sql: Sql, { fileId }: RemittanceFilter): Promise<RemittanceList> {
  const names = fileId === undefined ? await openFiles(sql) : [fileId];
  const parts: RemittanceRow[] = [];
  for (const name of names) {
    const read = readPartName(name);
    if (!read) continue;
    const rows = [
      ...(await paymentParts(sql, read)).map(paymentRow),
      ...(await adjustmentParts(sql, read)).map(adjustmentRow),
    ];
    parts.push(...rows.filter(({ state }) => fileId !== undefined || state === 'exception'));
    if (parts.length > rowsShown) break;
  }
  return { isMore: parts.length > rowsShown, parts: parts.slice(0, rowsShown) };
}

/** The oldest files with a part that is open. */
async function openFiles(sql: Sql): Promise<readonly string[]> {
  const rows = await sql.rows<{ id: string }>(
    `select distinct i.file_id::text as id, i.file_id from (
       select transaction_set_id from remittance_claim where state = 'exception'
       union all select transaction_set_id from remittance_provider_adjustment where state = 'exception'
     ) open join transaction_set s on s.id = transaction_set_id join interchange i on i.id = s.interchange_id
     where i.tenant = $1 order by i.file_id limit $2`,
    [tenant, filesRead],
  );
  return rows.map(({ id }) => id);
}

/** One part of a remittance with everything that is known of it; undefined if there is none, or several. */
export async function showRemittance(sql: Sql, part: string): Promise<RemittanceDetail | undefined> {
  const name = readPartName(part);
  if (!name || name.segment === undefined) return undefined;
  const [payments, adjustments] = [await paymentParts(sql, name), await adjustmentParts(sql, name)];
  if (payments.length + adjustments.length !== 1) return undefined;
  const [payment, adjustment] = [payments[0], adjustments[0]];
  const source = payment?.source ?? adjustment?.source ?? '';
  const rest = { questions: await questionsOf(sql, source), decisions: await decisionsOf(sql, source) };
  if (adjustment)
    return { ...adjustmentRow(adjustment), ...rest, reference: adjustment.reference, amounts: [], posted: [] };
  return (
    payment && {
      ...paymentRow(payment),
      ...rest,
      reference: null,
      amounts: amountsOf(payment),
      posted: postedOf(payment),
    }
  );
}

function paymentRow(part: PaymentPart): RemittanceRow {
  const { fileId, source, state, claimId, findings, payment, remittance } = part;
  return {
    ...{ part: segmentName(fileId, source), kind: 'payment', state, claimId, findings: [...findings] },
    ...{ controlNumber: payment.patientControlNumber, code: payment.statusCode },
    ...{ chargeCents: payment.chargeCents, paidCents: payment.paidCents },
    ...{ traceNumber: remittance.traceNumber, payerName: remittance.payerName, paidOn: remittance.paidOn },
  };
}

function adjustmentRow(part: AdjustmentPart): RemittanceRow {
  const { fileId, source, state, reasonCode, amountCents, traceNumber, payerName, paidOn } = part;
  return {
    ...{ part: segmentName(fileId, source), kind: 'adjustment', state, claimId: null, findings: [] },
    ...{ controlNumber: null, code: reasonCode, chargeCents: null, paidCents: cents(0 - amountCents) },
    ...{ traceNumber, payerName, paidOn },
  };
}

/** What the file says of the claim and of each service. */
function amountsOf({ payment }: PaymentPart): RemittanceDetail['amounts'] {
  const texts = (adjustments: readonly Adjustment[]) =>
    adjustments.map(({ group, reasonCode, amountCents }) => ({ code: `${group}-${reasonCode}`, amountCents }));
  return [
    { of: 'claim', ...amounts(payment), adjustments: texts(payment.adjustments) },
    ...payment.services.map((service) => ({
      of: [service.billedAs?.procedureCode ?? service.procedureCode, ...service.modifiers].join(' '),
      ...amounts(service),
      adjustments: texts(service.adjustments),
    })),
  ];
}

function amounts({ chargeCents, paidCents }: { readonly chargeCents: Cents; readonly paidCents: Cents }) {
  return { chargeCents, paidCents };
}

/** What is posted of it, by line. */
function postedOf({ state, movements }: PaymentPart): RemittanceDetail['posted'] {
  return state === 'posted' || state === 'reversed' ? movements : [];
}

async function questionsOf(sql: Sql, source: string): Promise<RemittanceDetail['questions']> {
  const rows = await sql.rows<{ found: Uint8Array; canDo: string }>(
    `select found, can_do as "canDo" from work_item
     where tenant = $1 and starts_with(key, $2) and closed_on is null order by id`,
    [tenant, remittanceItemKey(source)],
  );
  return rows.map(({ found, canDo }) => ({ found: sql.vault.openText('work_item.found', found), canDo }));
}

async function decisionsOf(sql: Sql, source: string): Promise<RemittanceDetail['decisions']> {
  const rows = await sql.rows<{ kind: string; claimId: string | null; by: string; on: string; reason: Uint8Array }>(
    `select kind, claim_id as "claimId", made_by as by, made_on::text as on, reason
     from remittance_decision where source = $1 order by ordinal`,
    [source],
  );
  return rows.map((row) => ({ ...row, reason: sql.vault.openText('remittance_decision.reason', row.reason) }));
}
