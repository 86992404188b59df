import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { files, visits } from './activity-options.ts';

/** The workflow continues as new after a round that reaches this number of events. */
const eventsPerRun = 1_000;

/**
 * A trading partner's mailbox, one workflow for as long as partners.json has the partner: waits for files and reads
 * them, batch by batch. Visits that find nothing happen within one attempt of an activity and leave no event.
 */
export async function mailbox(input: { partnerId: string }): Promise<never> {
  while (!isRunLong()) {
    await visits.visitMailbox(input);
    while ((await files.readFiles(input)).isMore);
  }
  return continueAsNew<typeof mailbox>(input);
}

function isRunLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength >= eventsPerRun || continueAsNewSuggested;
}
