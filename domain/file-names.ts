import type { IsoDate } from './dates.ts';

// Names of outbound files. They consist of ids, counters and days, never of PHI.

/** Name of a claim file. A resend has a different name, because partners may ignore a name that they already know. */
export function claimFileName(claimId: string, submission: number, resend = 0): string {
  return `${claimId}-${submission}${resend > 0 ? `-r${resend}` : ''}.837`;
}

/** Name of a statement of a billing cycle. */
export function statementFileName(claimId: string, cycle: number, statement: number): string {
  return `${claimId}-${cycle}-${statement}.pdf`;
}

/** The batch id of a placement, used in the names and contents of its files. */
export function placementBatchId(claimId: string, placement: number): string {
  return `${claimId}-${placement}`;
}

/** Name of a file for the agency, from its kind, batch and day. */
export function agencyFileName(kind: string, batchId: string, on: IsoDate): string {
  return `claimloop_${kind}_${on.replaceAll('-', '')}_${batchId}.csv`;
}
