import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { patientControlNumberOf } from '../domain/claim/patient-control-number.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Problem } from '../domain/schema/problems.ts';
import { readIntake } from '../domain/schema/read-intake.ts';
import type { Intake } from '../domain/schema/intake.ts';
import type { claim } from '../workflows/claim.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import { claimsQueue, claimWorkflowId, statusQuery } from '../workflows/messages.ts';

/** The result of starting a claim from a patient file. */
export type Started =
  | { readonly kind: 'started'; readonly claimId: string }
  /** The same file was started before; nothing was done. */
  | { readonly kind: 'already-there'; readonly claimId: string }
  /** The externalId or the patient control number belongs to a claim with different content. */
  | { readonly kind: 'conflict'; readonly claimId: string; readonly reason: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Milliseconds to wait until the worker has stored a new claim. After that the claim is reported as started. */
const intakeMs = 5_000;

/** Workflow started, task scheduled, task started. The next event means that the patient file is stored. */
const eventsBeforeStored = 3;

/** Starts a claim from a patient file (JSON value). Nothing is started when the file has problems. */
export async function startClaim(client: Client, json: unknown): Promise<Started> {
  const read = readIntake(json);
  if (read.kind === 'problems') return read;
  const { intake } = read;
  const externalIdSha256 = createHash('sha256').update(intake.externalId).digest();
  const claimId = intake.patientControlNumber ?? patientControlNumberOf(externalIdSha256);
  const intakeSha256 = createHash('sha256').update(canonicalJson(intake)).digest('hex');
  const newClaim = { claimId, intake, intakeSha256 };
  if (await start(client, newClaim, WorkflowIdReusePolicy.REJECT_DUPLICATE)) return outcomeOf(client, claimId);
  return compare(client, newClaim);
}

interface NewClaim {
  readonly claimId: string;
  readonly intake: Intake;
  readonly intakeSha256: string;
}

/** False if a claim with this id was started before. */
async function start(
  client: Client,
  { claimId, intake, intakeSha256 }: NewClaim,
  workflowIdReusePolicy: WorkflowIdReusePolicy,
): Promise<boolean> {
  try {
    await client.workflow.start<typeof claim>('claim', {
      workflowId: claimWorkflowId(claimId),
      taskQueue: claimsQueue,
      args: [intake],
      memo: { intakeSha256 },
      workflowIdReusePolicy,
      staticSummary: `Claim ${claimId}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

async function compare(client: Client, newClaim: NewClaim): Promise<Started> {
  const { claimId, intakeSha256 } = newClaim;
  const { memo, status } = await client.workflow.getHandle(claimWorkflowId(claimId)).describe();
  const refused = status.name === 'COMPLETED' && (await refusalOf(client, claimId));
  if (refused) {
    // A refused file opened no claim, so that its id can be used again.
    await start(client, newClaim, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    return outcomeOf(client, claimId);
  }
  if (lostStatuses.has(status.name)) {
    // Somebody ended the workflow, and not the claim: it continues from what is stored.
    await start(client, newClaim, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    return outcomeOf(client, claimId);
  }
  // A claim that was started with another Temporal client has no memo.
  const known = memo?.['intakeSha256'] ?? (await viewOf(client, claimId)).intakeSha256;
  if (known !== intakeSha256)
    return { kind: 'conflict', claimId, reason: `claim ${claimId} already exists, with different content` };
  const outcome = await outcomeOf(client, claimId);
  return outcome.kind === 'started' ? { kind: 'already-there', claimId } : outcome;
}

const lostStatuses: ReadonlySet<string> = new Set(['TERMINATED', 'CANCELLED', 'FAILED', 'TIMED_OUT']);

function viewOf(client: Client, claimId: string): Promise<ClaimView> {
  return client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId)).query(statusQuery);
}

/**
 * Waits until the workflow has stored the claim, has refused it because its externalId belongs to another claim, or has
 * found that it is stored already. Uses `describe` while the workflow runs: a query during its first workflow task
 * would cost one more task.
 */
async function outcomeOf(client: Client, claimId: string): Promise<Started> {
  const handle = client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
  const until = Date.now() + intakeMs;
  for (let waitMs = 25; Date.now() < until; waitMs *= 2) {
    const { status, historyLength, memo } = await handle.describe();
    const isOver = status.name !== 'RUNNING';
    const refused = status.name === 'COMPLETED' && (await refusalOf(client, claimId));
    if (refused) return refused;
    if (memo?.['isKnown']) return { kind: 'already-there', claimId };
    if (isOver || historyLength > eventsBeforeStored) break;
    await pause(waitMs);
  }
  return { kind: 'started', claimId };
}

/** Why the workflow, which has ended, refused the patient file; undefined when it closed a claim. */
async function refusalOf(client: Client, claimId: string): Promise<Started | undefined> {
  const end = await client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId)).result();
  if (end.status !== 'REFUSED') return undefined;
  const { reason = 'the patient file was refused', problems = [] } = end;
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'conflict', claimId, reason };
}
