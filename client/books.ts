import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Report, ReportRequest } from '../activities/report-contract.ts';
import type { Decision, DecisionResult } from '../activities/worklist-contract.ts';
import type { decide } from '../workflows/decide.ts';
import { claimsQueue } from '../workflows/messages.ts';
import type { report } from '../workflows/report.ts';
import { checkedFilter } from './check-filter.ts';
import type { Claimloop } from './claimloop.ts';
import { UnknownClaimError } from './unknown-claim.ts';

type Reading =
  | 'standing'
  | 'timeline'
  | 'list'
  | 'worklist'
  | 'files'
  | 'file'
  | 'fileContent'
  | 'trialBalance'
  | 'ledgerAccount'
  | 'ledgerEntries'
  | 'ledgerClaim'
  | 'find'
  | 'patientFile'
  | 'inputs'
  | 'claimMoney'
  | 'payers'
  | 'remittances'
  | 'remittance';

/** What is read from the database, by a workflow on the worker: clients have no access to it. */
export function booksOver(client: Client): Pick<Claimloop, Reading> {
  const ask = async <R extends ReportRequest['report']>(
    request: ReportRequest & { report: R },
  ): Promise<Omit<Extract<Report, { report: R }>, 'report'>> => {
    const { report: _, ...answer } = (await client.workflow.execute<typeof report>('report', {
      workflowId: `report-${randomUUID()}`,
      taskQueue: claimsQueue,
      args: [request],
      staticSummary: `Report: ${request.report}`,
      workflowRunTimeout: '1 minute',
    })) as Extract<Report, { report: R }>;
    return answer;
  };
  return {
    async standing(reference) {
      const { standing } = await ask({ report: 'standing', reference });
      if (!standing) throw new UnknownClaimError(reference);
      return standing;
    },
    timeline: async (claimId) => (await ask({ report: 'timeline', claimId })).lines,
    list: async (filter = {}) => (await ask({ report: 'claims', ...checkedFilter('list', filter) })).claims,
    worklist: async (filter = {}) => ask({ report: 'worklist', filter: checkedFilter('worklist', filter) }),
    files: async (filter = {}) => ask({ report: 'files', ...checkedFilter('files', filter) }),
    fileContent: async (fileId, offset) => (await ask({ report: 'file-content', fileId, offset })).chunk ?? undefined,
    file: async (fileId) => (await ask({ report: 'file', fileId })).file ?? undefined,
    trialBalance: (asOf) => ask({ report: 'trial-balance', asOf }),
    ledgerAccount: (account, options) => ask({ report: 'ledger-account', account, ...options }),
    ledgerEntries: (options) => ask({ report: 'ledger-entries', ...options }),
    ledgerClaim: (claimId, asOf) => ask({ report: 'ledger-claim', claimId, asOf }),
    remittances: async (filter = {}) => ask({ report: 'remittances', ...checkedFilter('remittances', filter) }),
    remittance: async (part) => (await ask({ report: 'remittance', part })).remittance ?? undefined,
    find: async (search) => (await ask({ report: 'find-claims', ...checkedFilter('find', search) })).claims,
    patientFile: async (claimId) => (await ask({ report: 'claim-file', claimId })).file,
    inputs: async (claimId) => (await ask({ report: 'inputs', claimId })).inputs,
    payers: async () => (await ask({ report: 'payers' })).payers,
    claimMoney: async (claimIds) => (await ask({ report: 'claim-money', claimIds })).claims,
  };
}

type Deciding = 'closeItem' | 'closePeriod' | 'retryFile' | 'dismissFile' | 'decideRemittance' | 'acceptRemitter';

/** What people decide about stored files and open questions. */
export function decisionsOver(client: Client): Pick<Claimloop, Deciding> {
  const execute = (decision: Decision): Promise<DecisionResult> =>
    client.workflow.execute<typeof decide>('decide', {
      workflowId: `decide-${randomUUID()}`,
      taskQueue: claimsQueue,
      args: [decision],
      staticSummary: `Decision: ${decision.kind}`,
      workflowRunTimeout: '1 minute',
    });
  return {
    closeItem: (itemId, why) => execute({ kind: 'close-item', itemId, ...why }),
    closePeriod: (month, who) => execute({ kind: 'close-period', month, ...who }),
    retryFile: (files, who) => execute({ kind: 'retry-file', ...files, ...who }),
    decideRemittance: (decision) => execute(decision),
    acceptRemitter: (remitter, why) => execute({ kind: 'map-remitter', ...remitter, ...why }),
    dismissFile: (files, why) => execute({ kind: 'dismiss-file', ...files, ...why }),
  };
}
