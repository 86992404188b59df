import { assertNever } from '../../domain/assert-never.ts';
import type { Account } from '../../domain/ledger/entry.ts';
import type { ActivityContext } from '../context.ts';
import type { ClaimMoney, RecordedInput, Report, ReportRequest, WorkItemRow } from '../contract.ts';
import type { Transaction } from '../store/database.ts';
import { accountTotals, trialBalance } from '../store/journal.ts';
import { tenant, toDay } from '../store/rows.ts';

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
      case 'inputs':
        return { report: 'inputs', inputs: await inputsOf(tx, request.claimId) };
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
    where: { state: { in: ['quarantined', 'partly-read'] } },
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

/** What people sent to a claim, the newest at the end. */
async function inputsOf(tx: Transaction, claimId: string): Promise<readonly RecordedInput[]> {
  const rows = await tx.rows<RecordedInput>(
    `select kind, made_by as by, to_char(made_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       made_on::text as "on", content, refusal
     from claim_input where tenant = $1 and claim_id = $2 order by id desc limit $3`,
    [tenant, claimId, rowsShown],
  );
  return rows.toReversed();
}
