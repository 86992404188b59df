import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { files } from './activity-options.ts';

/**
 * One visit to a trading partner's mailbox, started by a Schedule: fetch complete files, read them, tell the claims; a
 * batch at a time, so that the first claims do not wait for the last file. What cannot be read is quarantined.
 */
export async function pickUpFiles(input: { partnerId: string }): Promise<{ read: number }> {
  let total = 0;
  for (;;) {
    const fetched = await files.fetchFiles(input);
    const { read, isMore, hasMessages } = await files.readFiles(input);
    const told = hasMessages ? await files.tellClaims({}) : { isMore: false };
    total += read;
    if (!fetched.isMore && !isMore && !told.isMore) return { read: total };
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof pickUpFiles>(input);
  }
}
