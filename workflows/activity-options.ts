import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DatabaseActivities, FileActivities, OutboundActivities } from '../activities/contract.ts';
import { filesQueue, outboundQueue } from './messages.ts';

/**
 * Database-only steps run inside the claim's own workflow task, several in one: they cost one event each. Retried
 * without end, since a database that is down comes back.
 */
export const database = proxyLocalActivities<DatabaseActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '20 seconds' },
});

/**
 * Sending: a partner may be slow (2 minutes an attempt) or away for days; it is tried until the claim gives up
 * waiting.
 */
export const outbound = proxyActivities<OutboundActivities>({
  taskQueue: outboundQueue,
  startToCloseTimeout: '2 minutes',
  // Every activity gives a sign of life every 3 seconds: the work of a lost worker is taken up soon.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

/** Whole files: reading a large remittance takes minutes. */
export const files = proxyActivities<FileActivities>({
  taskQueue: filesQueue,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
