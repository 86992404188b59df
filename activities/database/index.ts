import type { ActivityContext } from '../context.ts';
import type { DatabaseActivities } from '../contract.ts';
import { askAboutPartner } from '../partner-trouble.ts';
import { checkClaim } from './check-claim.ts';
import { applyCorrection } from './correct-claim.ts';
import { reviewAdjudication, reviewRejection } from './review.ts';
import { transferBalance, writeOff } from './adjust-balance.ts';
import { recordPayment, whoOwes } from './money.ts';
import { decide } from './decide.ts';
import { loadClaim } from './load-claim.ts';
import { openClaim } from './open-claim.ts';
import { recordInput } from './record-input.ts';
import { readReport } from './reports.ts';
import { saveStanding } from '../store/standing.ts';
import { closeWorkItem, escalateWorkItem, openWorkItem } from './work-items.ts';

/** Activities that only use the database. */
export function createDatabaseActivities(context: ActivityContext): DatabaseActivities {
  return {
    openClaim: (input) => openClaim(context, input),
    loadClaim: (input) => loadClaim(context, input),
    recordInput: (input) => recordInput(context, input),
    checkClaim: (input) => checkClaim(context, input),
    applyCorrection: (input) => applyCorrection(context, input),
    reviewRejection: (input) => reviewRejection(context, input),
    reviewAdjudication: (input) => reviewAdjudication(context, input),
    whoOwes: (input) => whoOwes(context, input),
    recordPayment: (input) => recordPayment(context, input),
    writeOff: (input) => writeOff(context, input),
    transferBalance: (input) => transferBalance(context, input),
    openWorkItem: (input) => openWorkItem(context, input),
    askAboutPartner: (input) => askAboutPartner(context, input),
    closeWorkItem: (input) => closeWorkItem(context, input),
    escalateWorkItem: (input) => escalateWorkItem(context, input),
    writeStanding: (record) => saveStanding(context.database.sql, record),
    decide: (input) => decide(context, input),
    readReport: (input) => readReport(context, input),
  };
}
