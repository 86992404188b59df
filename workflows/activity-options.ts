import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type {
  DatabaseActivities,
  FileActivities,
  MailboxActivities,
  SignalingActivities,
} from '../activities/contract.ts';
import type { OutboundActivities } from '../activities/outbound-contract.ts';
import { filesQueue, mailboxQueue, outboundQueue, signalingQueue } from './messages.ts';

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

/**
 * Activities that wait, most of the time. What a killed worker waited for is taken up within 12 seconds, by an attempt
 * that adds no event. An attempt ends after a day, and the next one goes on.
 */
const waiting = {
  startToCloseTimeout: '1 day',
  heartbeatTimeout: '8 seconds',
  retry: { initialInterval: '4 seconds', backoffCoefficient: 1 },
} as const;

/** Visits to a partner's outbox, until one finds files. */
export const visits = proxyActivities<MailboxActivities>({ ...waiting, taskQueue: mailboxQueue });

/** Signals of facts to claims. */
export const signals = proxyActivities<SignalingActivities>({ ...waiting, taskQueue: signalingQueue });

/** Whole files: reading a large remittance takes minutes. */
export const files = proxyActivities<FileActivities>({
  taskQueue: filesQueue,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** A comparison or check of everything, for a person who waits for it. */
export const comparison = proxyActivities<FileActivities>({
  taskQueue: filesQueue,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 8 },
});
