import { assertNever } from '../../domain/assert-never.ts';
import type { Account } from '../../domain/ledger/entry.ts';
import type { ActivityContext } from '../context.ts';
import type { ClaimMoney, Report, ReportRequest, WorkItemRow } from '../contract.ts';
import type { Transaction } from '../store/database.ts';
import { accountTotals, trialBalance } from '../store/journal.ts';
import { toDay } from '../store/rows.ts';

/** Rows of a list at most: a terminal shows no more. */
const rowsShown = 500;

/** Lists for people, from the books. */
export function readReport({ database }: ActivityContext, request: ReportRequest): Promise<Report> {
  return database.inTransaction(async (tx): Promise<Report> => {
    switch (request.report) {
      case 'worklist':
        return { report: 'worklist', items: [...(await openItems(tx)), ...(await quarantined(tx))] };
      case 'trial-balance':
        return { report: 'trial-balance', ...(await trialBalance(tx)) };
      case 'claim-money':
        return { report: 'claim-money', claims: await claimMoney(tx, request.claimIds) };
      default:
        return assertNever(request);
    }
  });
}

async function openItems(tx: Transaction): Promise<readonly WorkItemRow[]> {
  const rows = await tx.prisma.workItem.findMany({
    where: { closedOn: null },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    take: rowsShown,
  });
  return rows.map(({ id, claimId, kind, owner, dueOn, escalated, found, canDo }) => ({
    id: String(id),
    claimId,
    kind,
    owner,
    dueOn: toDay(dueOn),
    escalated,
    found,
    canDo,
  }));
}

/** Files that could not be read: kept whole, and a person's to look at. */
async function quarantined(tx: Transaction): Promise<readonly WorkItemRow[]> {
  const rows = await tx.prisma.inboundFile.findMany({
    where: { state: 'quarantined' },
    orderBy: { id: 'asc' },
    take: rowsShown,
    select: { id: true, partnerId: true, reason: true, receivedAt: true },
  });
  return rows.map(({ id, partnerId, reason, receivedAt }) => ({
    id: `file-${id}`,
    claimId: null,
    kind: 'file',
    owner: 'BILLER',
    dueOn: toDay(receivedAt),
    escalated: false,
    found: `A file from ${partnerId} is quarantined: ${reason ?? ''}.`,
    canDo: 'Ask the partner to send it again, corrected.',
  }));
}

async function claimMoney(tx: Transaction, claimIds: readonly string[]): Promise<readonly ClaimMoney[]> {
  const totals = await accountTotals(tx, claimIds);
  return claimIds.map((claimId) => {
    const of = (account: Account): number => totals.get(`${claimId} ${account}`) ?? 0;
    return {
      claimId,
      chargedCents: 0 - of('revenue'),
      paidCents: of('payer-clearing'),
      adjustedCents: of('contractual-adjustments'),
      patientPaidCents: of('patient-cash'),
      writtenOffCents: of('write-offs'),
      placedCents: of('receivable:agency'),
    };
  });
}
