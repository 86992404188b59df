import type { IsoDate } from './dates.ts';

// Names of the files that leave us: ids, counters and days alone, so that no name says anything about a patient.

/** A claim file; a file that is sent again has a name of its own, since partners may ignore a known one. */
export function claimFileName(claimId: string, submission: number, resend = 0): string {
  return `${claimId}-${submission}${resend > 0 ? `-r${resend}` : ''}.837`;
}

/** A statement of a billing cycle. */
export function statementFileName(claimId: string, cycle: number, statement: number): string {
  return `${claimId}-${cycle}-${statement}.pdf`;
}

/** The batch id of a placement, which its files carry in name and content. */
export function placementBatchId(claimId: string, placement: number): string {
  return `${claimId}-${placement}`;
}

/** A file for the agency, of a batch and a day. */
export function agencyFileName(kind: string, batchId: string, on: IsoDate): string {
  return `claimloop_${kind}_${on.replaceAll('-', '')}_${batchId}.csv`;
}
