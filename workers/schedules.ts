import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TradingPartner } from '../activities/config.ts';
import { claimsQueue } from '../workflows/messages.ts';

/** Minimum interval of a Schedule, in milliseconds. */
const shortestMs = 1_000;

/**
 * Creates or updates one Schedule per partner, which fetches files every `pollMs` and skips a run while the previous
 * one is running. Deletes the Schedules of partners that are no longer configured.
 */
export async function schedulePickUps(client: Client, partners: readonly TradingPartner[]): Promise<void> {
  const visited = partners.filter(({ kind }) => kind !== 'mail').map(pickUp);
  await deleteOthers(client, new Set(visited.map(({ scheduleId }) => scheduleId)));
  for (const options of visited) {
    try {
      await client.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { scheduleId: _, ...rest } = options;
      await client.schedule
        .getHandle(options.scheduleId)
        .update((previous) => ({ ...previous, ...rest, state: previous.state }));
    }
  }
}

async function deleteOthers(client: Client, wanted: ReadonlySet<string>): Promise<void> {
  for await (const { scheduleId, action } of client.schedule.list()) {
    const isOurs = action?.type === 'startWorkflow' && action.workflowType === 'pickUpFiles';
    if (isOurs && !wanted.has(scheduleId)) await client.schedule.getHandle(scheduleId).delete();
  }
}

function pickUp({
  partnerId,
  pollMs,
}: TradingPartner): ScheduleOptions & { action: { type: 'startWorkflow'; workflowId: string } } {
  return {
    scheduleId: `pickup-${partnerId}`,
    spec: { intervals: [{ every: Math.max(pollMs, shortestMs) }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: {
      type: 'startWorkflow',
      workflowType: 'pickUpFiles',
      workflowId: `pickup-${partnerId}`,
      taskQueue: claimsQueue,
      args: [{ partnerId }],
      workflowRunTimeout: '1 hour',
      staticSummary: `Fetch and read files of ${partnerId}`,
    },
  };
}
