import type { Client } from '@temporalio/client';
import type { TradingPartner } from '../activities/config.ts';
import { errorSentence } from '../domain/error-sentence.ts';
import type { mailbox } from '../workflows/mailbox.ts';
import { claimsQueue, mailboxWorkflowId, signalingWorkflowId } from '../workflows/messages.ts';
import type { signaling } from '../workflows/signaling.ts';
import { log } from './log.ts';

/** Milliseconds between two starts of the standing workflows; one that runs stays. */
const againMs = 60_000;

/** What happens to a standing workflow that runs: it stays, or a new run replaces it. */
type Running = 'USE_EXISTING' | 'TERMINATE_EXISTING';

/** Starts the workflows that always run, unless they run: one per mailbox, and the one that signals claims. */
async function startStandingWorkflows(client: Client, partners: readonly TradingPartner[]): Promise<void> {
  await startSignaling(client, 'USE_EXISTING');
  for (const { partnerId } of visited(partners)) await startMailbox(client, partnerId, 'USE_EXISTING');
}

/**
 * Starts them at once, and every minute those that somebody has ended since, until `stop`. A failure of the first start
 * is thrown.
 */
export async function keepStandingWorkflows(
  client: Client,
  partners: readonly TradingPartner[],
): Promise<{ stop(): void }> {
  await startStandingWorkflows(client, partners);
  const timer = setInterval(() => {
    startStandingWorkflows(client, partners).catch((error: unknown) => log('warn', errorSentence(error)));
  }, againMs);
  return { stop: () => clearInterval(timer) };
}

/** Cancels the mailboxes of partners that partners.json does not have. */
export async function endOtherMailboxes(client: Client, partners: readonly TradingPartner[]): Promise<void> {
  const wanted = new Set(visited(partners).map(({ partnerId }) => partnerId));
  for await (const partnerId of runningMailboxes(client))
    if (!wanted.has(partnerId)) await client.workflow.getHandle(mailboxWorkflowId(partnerId)).cancel();
}

/** Replaces the standing workflows by new ones, so that nothing that runs was encrypted with an old key. */
export async function renewStandingWorkflows(client: Client): Promise<void> {
  await startSignaling(client, 'TERMINATE_EXISTING');
  for await (const partnerId of runningMailboxes(client)) await startMailbox(client, partnerId, 'TERMINATE_EXISTING');
}

/** Nobody fetches files from a mailing service. */
function visited(partners: readonly TradingPartner[]): readonly TradingPartner[] {
  return partners.filter(({ kind }) => kind !== 'mail');
}

async function* runningMailboxes(client: Client): AsyncGenerator<string> {
  const query = `WorkflowType = 'mailbox' and ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query }))
    yield workflowId.slice(mailboxWorkflowId('').length);
}

async function startMailbox(client: Client, partnerId: string, running: Running): Promise<void> {
  await client.workflow.start<typeof mailbox>('mailbox', {
    workflowId: mailboxWorkflowId(partnerId),
    taskQueue: claimsQueue,
    args: [{ partnerId }],
    workflowIdConflictPolicy: running,
    staticSummary: `Fetch and read files of ${partnerId}`,
  });
}

async function startSignaling(client: Client, running: Running): Promise<void> {
  await client.workflow.start<typeof signaling>('signaling', {
    workflowId: signalingWorkflowId,
    taskQueue: claimsQueue,
    args: [],
    workflowIdConflictPolicy: running,
    staticSummary: 'Signal claims what files said',
  });
}
