import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { files, visits } from './activity-options.ts';
import { database } from './database.ts';
import { partnerFailureOf } from './partner-wait.ts';

/**
 * One visit to a trading partner's mailbox, started by a Schedule: fetch complete files, read them, signal the claims.
 * Works in batches, so that the first claims do not wait for the last file. Unreadable content is quarantined.
 */
export async function pickUpFiles(input: { partnerId: string }): Promise<{ read: number }> {
  let total = 0;
  for (;;) {
    const fetched = await fetchOrAsk(input.partnerId);
    const { read, isMore, hasMessages } = await files.readFiles(input);
    const signaled = hasMessages ? await files.signalClaims({}) : { isMore: false };
    total += read;
    if (!fetched.isMore && !isMore && !signaled.isMore) return { read: total };
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof pickUpFiles>(input);
  }
}

/** Fetches files. What is wrong with the partner is asked once; what was fetched earlier is read all the same. */
async function fetchOrAsk(partnerId: string): Promise<{ fetched: number; isMore: boolean }> {
  try {
    return await visits.fetchFiles({ partnerId });
  } catch (error) {
    const failure = partnerFailureOf(error);
    if (!failure) throw error;
    await database.askAboutPartner({ ...failure, claimId: null });
    return { fetched: 0, isMore: false };
  }
}
