import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DatabaseActivities, FileActivities } from '../activities/contract.ts';
import type { OutboundActivities } from '../activities/outbound-contract.ts';
import { filesQueue, outboundQueue } from './messages.ts';

/**
 * Database-only steps run inside the claim's own workflow task, several in one: they cost one event each. Six
 * attempts in six seconds; database.ts tries again later.
 */
export const localDatabase = proxyLocalActivities<DatabaseActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 6 },
});

/**
 * Sending. Each call to a partner has a deadline of its own, so an attempt may take as long as it makes progress. Ten
 * attempts in about ten minutes; then the claim asks, and waits for the answer.
 */
export const outbound = proxyActivities<OutboundActivities>({
  taskQueue: outboundQueue,
  startToCloseTimeout: '1 hour',
  // Every activity gives a sign of life every 3 seconds: the work of a lost worker is taken up soon.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes', maximumAttempts: 10 },
  // An attempt that is under way when a hold arrives ends by itself, and what it did counts.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** Visits to a partner's outbox: eight attempts in about two minutes, then the next visit of the Schedule tries. */
export const visits = proxyActivities<FileActivities>({
  taskQueue: filesQueue,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 8 },
});

/** Whole files: fetching or reading a large remittance takes minutes. */
export const files = proxyActivities<FileActivities>({
  taskQueue: filesQueue,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
