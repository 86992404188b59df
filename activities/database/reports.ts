import { assertNever } from '../../domain/assert-never.ts';
import { claimTotals } from '../../domain/ledger/claim-totals.ts';
import type { ActivityContext } from '../context.ts';
import type { ClaimMoney, Report, ReportRequest } from '../report-contract.ts';
import type { Transaction } from '../store/database.ts';
import { claimFileOf, findClaims } from './claim-file.ts';
import { balancesOfClaims } from '../store/journal.ts';
import { readLedger } from '../ledger/report.ts';
import { listFiles, readChunk, showFile } from './inbound-files.ts';
import { inputsOf } from './recorded-inputs.ts';
import { findStanding, listStandings, timelineOf } from './standings.ts';
import { listRemittances, showRemittance } from './remittances.ts';
import { payersOf } from './payers.ts';
import { openItems } from './worklist.ts';

/** Lists for office staff, read from the database. */
export function readReport(context: ActivityContext, request: ReportRequest): Promise<Report> {
  const { database, partners, today } = context;
  return database.inTransaction(async (tx): Promise<Report> => {
    switch (request.report) {
      case 'worklist':
        return { report: 'worklist', ...(await openItems(tx, partners, { ...request.filter, today: today() })) };
      case 'files':
        return { report: 'files', ...(await listFiles(tx, request)) };
      case 'file':
        return { report: 'file', file: (await showFile(tx, request.fileId)) ?? null };
      case 'file-content':
        return { report: 'file-content', chunk: (await readChunk(tx, request.fileId, request.offset)) ?? null };
      case 'remittances':
        return { report: 'remittances', ...(await listRemittances(tx, request)) };
      case 'remittance':
        return { report: 'remittance', remittance: (await showRemittance(tx, request.part)) ?? null };
      case 'trial-balance':
      case 'ledger-account':
      case 'ledger-entries':
      case 'ledger-claim':
        return readLedger(tx, request);
      case 'claim-money':
        return { report: 'claim-money', claims: await claimMoney(tx, request.claimIds) };
      case 'inputs':
        return { report: 'inputs', inputs: await inputsOf(tx, request.claimId) };
      case 'payers':
        return { report: 'payers', payers: await payersOf(tx, partners) };
      case 'claims':
        return { report: 'claims', claims: await listStandings(tx, { ...request, today: today() }) };
      case 'standing':
        return { report: 'standing', standing: (await findStanding(tx, request.reference)) ?? null };
      case 'timeline':
        return { report: 'timeline', lines: await timelineOf(tx, request.claimId) };
      case 'claim-file':
        return { report: 'claim-file', file: await claimFileOf(tx, request.claimId) };
      case 'find-claims':
        return { report: 'find-claims', claims: await findClaims(tx, context, request) };
      default:
        return assertNever(request);
    }
  });
}

async function claimMoney(tx: Transaction, claimIds: readonly string[]): Promise<readonly ClaimMoney[]> {
  const balances = await balancesOfClaims(tx, claimIds);
  return claimIds.map((claimId) => {
    const totals = claimTotals(balances.get(claimId) ?? []);
    return {
      claimId,
      chargedCents: totals.chargedCents,
      paidCents: totals.insurancePaidCents,
      adjustedCents: totals.adjustedCents,
      patientPaidCents: totals.patientPaidCents,
      writtenOffCents: totals.writtenOffCents,
      placedCents: totals.placedCents,
    };
  });
}
