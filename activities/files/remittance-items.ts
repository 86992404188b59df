import { type Cents, dollars } from '../../domain/money.ts';
import type { RemittanceFinding } from '../../domain/remittance/finding.ts';
import type { ClaimPayment, ProviderLevelAdjustment } from '../../domain/remittance/remittance.ts';
import type { IsoDate } from '../../domain/dates.ts';
import type { Sql } from '../store/database.ts';
import type { PaymentPart } from '../store/remittance-parts.ts';
import type { NewClaimPayment } from '../store/remittance-claims.ts';
import { recordWorkItem, recordWorkItems, type WorkItem } from '../store/work-items.ts';
import { fileQuestionDueOn } from './due-on.ts';
import { fileText, type SetContext } from './file-context.ts';
import { printable } from './printable.ts';
import type { StoredRemittance } from './stored-remittance.ts';

/** Key of the work item about a part of a remittance, by the origin of its entries. */
export function remittanceItemKey(source: string): string {
  return `${source}:remittance`;
}

/** How a part of a remittance is named in commands: FILE:SEGMENT, with the set's place if it is not the first. */
export function segmentName(fileId: bigint | string, source: string): string {
  const [, place = '', ...segment] = source.split(':');
  return [fileId, ...(place === '1.1.1' ? [] : [place]), ...segment].join(':');
}

/** Opens the work items about claim payments that are not posted. */
export function recordExceptions(
  context: SetContext,
  { traceNumber }: StoredRemittance,
  rows: readonly NewClaimPayment[],
): Promise<void> {
  return recordWorkItems(
    context.sql,
    rows.map((row) => {
      const { payment, claimId, candidates, source, findings } = row;
      return itemOf(context, {
        source,
        claimId,
        found:
          `${paymentText({ traceNumber }, payment)} ` +
          `It is not posted: ${sentences(findings)}. ${moneyText(payment.paidCents)}`,
        canDo: canDo(context, row, candidates),
      });
    }),
  );
}

/** Opens the work item about a provider-level adjustment that is not netted. */
export async function recordAdjustmentItem(
  context: SetContext,
  { traceNumber }: StoredRemittance,
  { source, adjustment }: { readonly source: string; readonly adjustment: ProviderLevelAdjustment },
): Promise<void> {
  const { reasonCode, reference, amountCents } = adjustment;
  const name = segmentName(context.fileId, source);
  const item = itemOf(context, {
    source,
    claimId: null,
    found:
      `check or transfer ${printable(traceNumber, 50)} has a provider-level adjustment ${printable(reasonCode, 2)} ` +
      `${reference === undefined ? 'without a reference' : `with the reference ${printable(reference, 50)}`} of ` +
      `${dollars(amountCents)}; a positive amount reduces the payment. Its counterpart is not known. ` +
      moneyText(amountCents),
    canDo:
      'Find out what the payer means. If it belongs to no claim: ' +
      `claimloop remit accept ${name} --reason TEXT --by NAME. All other payments are posted.`,
  });
  await recordWorkItem(context.sql, item);
}

/** Opens the work item about a claim payment after a person's decision left it open. */
export async function itemAfterDecision(
  {
    sql,
    part,
    today,
    ordinal,
  }: { readonly sql: Sql; readonly part: PaymentPart; readonly today: IsoDate; readonly ordinal: number },
  { claimId, found }: { readonly claimId: string | null; readonly found: string },
): Promise<void> {
  const { source, fileId, payment, remittance } = part;
  await recordWorkItem(sql, {
    key: `${remittanceItemKey(source)}:${ordinal}`,
    ...(claimId === null ? {} : { claimId }),
    kind: 'remittance',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found:
      `file-${fileId}, segment ${payment.position}: ${paymentText(remittance, payment)} ` +
      `${found} ${moneyText(payment.paidCents)}`,
    canDo: canDo({ fileId }, { claimId, source }, []),
  });
}

function itemOf(
  context: SetContext,
  item: { readonly source: string; readonly claimId: string | null; readonly found: string; readonly canDo: string },
): WorkItem {
  const { today, place } = context;
  const { source, claimId, found, canDo: advice } = item;
  const segment = source.split(':').at(2) ?? '';
  return {
    key: remittanceItemKey(source),
    ...(claimId === null ? {} : { claimId }),
    kind: 'remittance',
    owner: 'BILLER',
    openedOn: today,
    dueOn: fileQuestionDueOn(today),
    found: `${fileText(context, place)}, segment ${segment}: ${found}`,
    canDo: advice,
  };
}

function paymentText({ traceNumber }: { readonly traceNumber: string }, payment: ClaimPayment): string {
  const { paidCents, patientControlNumber, statusCode, chargeCents } = payment;
  return (
    `check or transfer ${printable(traceNumber, 50)} pays ${dollars(paidCents)} of ${dollars(chargeCents)} ` +
    `(status ${statusCode}) for claim ${printable(patientControlNumber, 38)}.`
  );
}

/** The findings as one sentence, without its period. */
function sentences(findings: readonly RemittanceFinding[]): string {
  return findings.map(({ sentence }) => sentence).join('; ');
}

function moneyText(amountCents: Cents): string {
  return amountCents === 0 ? 'No money is unapplied.' : `${dollars(amountCents)} is unapplied.`;
}

function canDo(
  { fileId }: { readonly fileId: bigint | string },
  { claimId, source }: Pick<NewClaimPayment, 'claimId' | 'source'>,
  candidates: readonly string[],
): string {
  const name = segmentName(fileId, source);
  const why = '--reason TEXT --by NAME';
  const may = candidates.length === 0 ? '' : ` It may be ${candidates.join(' or ')}.`;
  const accept = claimId === null ? '' : `; post it as it is: claimloop remit accept ${name} ${why}`;
  return (
    `See it: claimloop remit show ${name}.${may} Post it to a claim: claimloop remit match ${name} CLAIM ${why}` +
    `${accept}; or it is not ours, or was paid already: claimloop remit refuse ${name} ${why}`
  );
}
