import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { files } from './activity-options.ts';

/**
 * One visit to a trading partner's mailbox, started by a Schedule: fetch complete files, read them, signal the claims.
 * Works in batches, so that the first claims do not wait for the last file. Unreadable content is quarantined.
 */
export async function pickUpFiles(input: { partnerId: string }): Promise<{ read: number }> {
  let total = 0;
  for (;;) {
    const fetched = await files.fetchFiles(input);
    const { read, isMore, hasMessages } = await files.readFiles(input);
    const signaled = hasMessages ? await files.signalClaims({}) : { isMore: false };
    total += read;
    if (!fetched.isMore && !isMore && !signaled.isMore) return { read: total };
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof pickUpFiles>(input);
  }
}
