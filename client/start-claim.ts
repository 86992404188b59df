import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, readIntake } from '../domain/schema/read-intake.ts';
import type { Intake } from '../domain/schema/intake.ts';
import type { claim } from '../workflows/claim.ts';
import { claimsQueue, type ClaimView, claimWorkflowId, statusQuery } from '../workflows/messages.ts';
import { patientControlNumberOf } from './patient-control-number.ts';

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
  const claimId = intake.patientControlNumber ?? patientControlNumberOf(intake.externalId);
  const intakeSha256 = createHash('sha256').update(canonicalJson(intake)).digest('hex');
  try {
    await client.workflow.start<typeof claim>('claim', startOptions(claimId, intake, intakeSha256));
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return compare(client, claimId, intakeSha256);
    throw error;
  }
  return (await refusalOf(client, claimId)) ?? { kind: 'started', claimId };
}

function startOptions(claimId: string, intake: Intake, intakeSha256: string) {
  return {
    workflowId: claimWorkflowId(claimId),
    taskQueue: claimsQueue,
    args: [{ claimId, intake, intakeSha256 }] as [{ claimId: string; intake: Intake; intakeSha256: string }],
    memo: { intakeSha256 },
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    staticSummary: `Claim ${claimId}`,
  };
}

async function compare(client: Client, claimId: string, intakeSha256: string): Promise<Started> {
  const { memo } = await client.workflow.getHandle(claimWorkflowId(claimId)).describe();
  if (memo?.['intakeSha256'] !== intakeSha256)
    return { kind: 'conflict', claimId, reason: `claim ${claimId} is there already, with other content` };
  return (await refusalOf(client, claimId)) ?? { kind: 'already-there', claimId };
}

/**
 * The claim itself finds out whether its externalId belongs to another one; until it has, nothing is known. Looked at
 * from outside: a query would be put to the workflow in the midst of its first step, and make it take another.
 */
async function refusalOf(client: Client, claimId: string): Promise<Started | undefined> {
  const handle = client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
  const until = Date.now() + takeInMs;
  for (let waitMs = 25; Date.now() < until; waitMs *= 2) {
    await pause(waitMs);
    const { status, historyLength } = await handle.describe();
    if (status.name !== 'RUNNING') return refusalIn(await handle.query(statusQuery), claimId);
    if (historyLength > eventsBeforeTakenIn) return undefined;
  }
  return undefined;
}

function refusalIn({ status, next }: ClaimView, claimId: string): Started | undefined {
  return status === 'REFUSED' ? { kind: 'conflict', claimId, reason: next } : undefined;
}
