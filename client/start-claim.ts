import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { patientControlNumberOf } from '../domain/claim/patient-control-number.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, readIntake } from '../domain/schema/read-intake.ts';
import type { Intake } from '../domain/schema/intake.ts';
import type { claim } from '../workflows/claim.ts';
import { claimsQueue, type ClaimView, claimWorkflowId, statusQuery } from '../workflows/messages.ts';

/** What became of a patient file that was handed in. */
export type Started =
  | { readonly kind: 'started'; readonly claimId: string }
  /** The same file was handed in before: it is the same claim. */
  | { readonly kind: 'already-there'; readonly claimId: string }
  /** The externalId, or the patient control number, belongs to a claim with other content. */
  | { readonly kind: 'conflict'; readonly claimId: string; readonly reason: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Milliseconds to wait for the worker to take a new claim in, before its taking-in is left to itself. */
const takeInMs = 5_000;

/** Started; a workflow task is scheduled, and started. Its end, with the patient file stored, is the next event. */
const eventsBeforeTakenIn = 3;

/** Starts a claim from a patient file (JSON value). Nothing is started when the file has problems. */
export async function startClaim(client: Client, json: unknown): Promise<Started> {
  const read = readIntake(json);
  if (read.kind === 'problems') return read;
  const { intake } = read;
  const externalIdSha256 = createHash('sha256').update(intake.externalId).digest();
  const claimId = intake.patientControlNumber ?? patientControlNumberOf(externalIdSha256);
  const intakeSha256 = createHash('sha256').update(canonicalJson(intake)).digest('hex');
  const handed = { claimId, intake, intakeSha256 };
  if (await start(client, handed, WorkflowIdReusePolicy.REJECT_DUPLICATE))
    return (await refusalOf(client, claimId)) ?? { kind: 'started', claimId };
  return compare(client, handed);
}

interface Handed {
  readonly claimId: string;
  readonly intake: Intake;
  readonly intakeSha256: string;
}

/** False when a claim of this id was started before. */
async function start(
  client: Client,
  { claimId, intake, intakeSha256 }: Handed,
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

async function compare(client: Client, handed: Handed): Promise<Started> {
  const { claimId, intakeSha256 } = handed;
  const { memo, status } = await client.workflow.getHandle(claimWorkflowId(claimId)).describe();
  const refused = status.name === 'RUNNING' ? undefined : await refusalOf(client, claimId);
  if (refused) {
    // A file that was refused opened nothing: the id is free for another try.
    await start(client, handed, WorkflowIdReusePolicy.ALLOW_DUPLICATE);
    return (await refusalOf(client, claimId)) ?? { kind: 'started', claimId };
  }
  // A claim that another Temporal client started has no memo.
  const known = memo?.['intakeSha256'] ?? (await viewOf(client, claimId)).intakeSha256;
  if (known !== intakeSha256)
    return { kind: 'conflict', claimId, reason: `claim ${claimId} is there already, with other content` };
  return (await refusalOf(client, claimId)) ?? { kind: 'already-there', claimId };
}

function viewOf(client: Client, claimId: string): Promise<ClaimView> {
  return client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId)).query(statusQuery);
}

/**
 * The claim itself finds out whether its externalId belongs to another one; until it has, nothing is known. Described
 * rather than queried while it runs: a query in the middle of its first step would make it take another one.
 */
async function refusalOf(client: Client, claimId: string): Promise<Started | undefined> {
  const handle = client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
  const until = Date.now() + takeInMs;
  for (let waitMs = 25; Date.now() < until; waitMs *= 2) {
    const { status, historyLength } = await handle.describe();
    if (status.name !== 'RUNNING') return refusalIn(await handle.query(statusQuery), claimId);
    if (historyLength > eventsBeforeTakenIn) return undefined;
    await pause(waitMs);
  }
  return undefined;
}

function refusalIn({ status, next }: ClaimView, claimId: string): Started | undefined {
  return status === 'REFUSED' ? { kind: 'conflict', claimId, reason: next } : undefined;
}
