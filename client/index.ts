import { randomUUID } from 'node:crypto';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type {
  Decision,
  DecisionResult,
  FileChoice,
  FileChunk,
  FileDetail,
  FileFilter,
  FileList,
  Worklist,
  WorklistFilter,
} from '../activities/worklist-contract.ts';
import type {
  ClaimFile,
  ClaimMoney,
  ClaimSearch,
  FoundClaim,
  RecordedInput,
  Report,
  ReportRequest,
} from '../activities/contract.ts';
import type { Correction, Hold, InputKind, Note, PatientPayment, Release, WriteOff } from '../domain/claim/inputs.ts';
import type { ClaimStatus, Owner } from '../domain/claim/status.ts';
import type { claim } from '../workflows/claim.ts';
import type { decide } from '../workflows/decide.ts';
import {
  addNote,
  claimsQueue,
  type ClaimView,
  claimWorkflowId,
  correctClaim,
  hold,
  type InboxEntry,
  inboxQuery,
  type Receipt,
  recordPayment,
  release,
  searchAttributes,
  statusQuery,
  type TimelineEntry,
  timelineQuery,
  timersQuery,
  type TimerView,
  writeOff,
} from '../workflows/messages.ts';
import type { report } from '../workflows/report.ts';
import { connectClient } from './connection.ts';
import { hashOf, sendInput } from './send-input.ts';
import { startClaim, type Started } from './start-claim.ts';

export type { Started } from './start-claim.ts';
export type { ClaimView, InboxEntry, Receipt, TimelineEntry, TimerView } from '../workflows/messages.ts';
export type {
  DecisionResult,
  FileDetail,
  FileList,
  FileRow,
  WorkItemRow,
  Worklist,
} from '../activities/worklist-contract.ts';
export type { ClaimFile, ClaimMoney, ClaimSearch, FoundClaim, RecordedInput } from '../activities/contract.ts';
export type { Decision, FileState, WorklistFilter } from '../activities/worklist-contract.ts';
export type { Correction, Hold, Note, PatientPayment, Release, WriteOff } from '../domain/claim/inputs.ts';
export type { ClaimStatus, Owner } from '../domain/claim/status.ts';
export type { Intake } from '../domain/schema/intake.ts';
export type { Problem } from '../domain/schema/problems.ts';
export { type ConnectedClient, connectClient } from './connection.ts';

/** There is no claim with that id. */
export class UnknownClaimError extends Error {}

/** One row of the list of claims, from Temporal's visibility store. */
export interface ClaimRow {
  readonly claimId: string;
  readonly status: string;
  readonly owner: string;
  readonly nextActionAt: string | null;
  readonly payerId: string;
  readonly balanceCents: number;
}

/** Which claims to list; every condition that is given must hold. */
export interface ListOptions {
  readonly status?: ClaimStatus;
  readonly owner?: Owner;
  readonly payerId?: string;
  readonly limit?: number;
}

/** The typed client. Every call fails with one sentence if the server does not answer. */
export interface Claimloop {
  /** Starts a claim from a patient file (a JSON value); `problems` if it does not match the schema. */
  startClaim(json: unknown): Promise<Started>;
  status(claimId: string): Promise<ClaimView>;
  timeline(claimId: string): Promise<readonly TimelineEntry[]>;
  timers(claimId: string): Promise<readonly TimerView[]>;
  inbox(claimId: string): Promise<readonly InboxEntry[]>;
  correctClaim(claimId: string, correction: Correction): Promise<Receipt>;
  hold(claimId: string, input: Hold): Promise<Receipt>;
  release(claimId: string, input: Release): Promise<Receipt>;
  recordPayment(claimId: string, payment: PatientPayment): Promise<Receipt>;
  writeOff(claimId: string, input: WriteOff): Promise<Receipt>;
  addNote(claimId: string, note: Note): Promise<Receipt>;
  /** Open questions, most urgent first; all of them by default. */
  worklist(filter?: WorklistFilter): Promise<Worklist>;
  /** Closes a question that no claim waits for: about a file, a late remittance or an unknown claim. */
  closeItem(itemId: string, why: { readonly reason: string; readonly by: string }): Promise<DecisionResult>;
  /** Files that came in, newest first; all of them by default. */
  files(filter?: FileFilter): Promise<FileList>;
  /** One file with its transaction sets; undefined when there is none. */
  file(fileId: string): Promise<FileDetail | undefined>;
  /** Some bytes of a file from an offset on, which may hold PHI; undefined when there is no such file. */
  fileContent(fileId: string, offset: number): Promise<FileChunk | undefined>;
  /** Reads what is not posted of files again, at the next visit to their partner. */
  retryFile(files: FileChoice, who: { readonly by: string }): Promise<DecisionResult>;
  /** Takes files off the worklist without posting what is left of them. */
  dismissFile(files: FileChoice, why: { readonly reason: string; readonly by: string }): Promise<DecisionResult>;
  /** Claims from Temporal's visibility store, newest first; all of them by default. */
  list(options?: ListOptions): Promise<readonly ClaimRow[]>;
  /** Claims by what a biller knows of them: patient, externalId, payer, age. */
  find(search: ClaimSearch): Promise<readonly FoundClaim[]>;
  /** Whose claim it is, what was billed, and what the payer answered. */
  patientFile(claimId: string): Promise<ClaimFile>;
  trialBalance(): Promise<Extract<Report, { report: 'trial-balance' }>>;
  claimMoney(claimIds: readonly string[]): Promise<readonly ClaimMoney[]>;
  /** What people sent to a claim, with author, time and text, oldest first. */
  inputs(claimId: string): Promise<readonly RecordedInput[]>;
  close(): Promise<void>;
}

/** Connects to the server that Temporal's environment variables name, or to the installation in a data folder. */
export async function connectClaimloop(dataFolder?: string): Promise<Claimloop> {
  const { client, close } = await connectClient(dataFolder);
  return { ...claimloopOver(client), close };
}

/** Uses an existing Temporal client, which must have the installation's data converter: that of `connectClient`. */
export function claimloopOver(client: Client): Omit<Claimloop, 'close'> {
  const handle = (claimId: string) => client.workflow.getHandle<typeof claim>(claimWorkflowId(claimId));
  const ask = <T>(claimId: string, work: () => Promise<T>): Promise<T> => known(claimId, work);
  const send =
    <Input>(update: UpdateDefinition<Receipt, [Input]>, idOf: (input: Input) => string) =>
    (claimId: string, input: Input): Promise<Receipt> => {
      // Made once: however often the Update is sent, it is the same one.
      const updateId = `${idOf(input)}-${hashOf(input)}`;
      const execute = () => handle(claimId).executeUpdate(update, { updateId, args: [input] });
      return ask(claimId, () => sendInput(update.name as InputKind, input, execute));
    };
  const books = async <R extends ReportRequest['report']>(
    request: ReportRequest & { report: R },
  ): Promise<Extract<Report, { report: R }>> =>
    (await client.workflow.execute<typeof report>('report', {
      workflowId: `report-${randomUUID()}`,
      taskQueue: claimsQueue,
      args: [request],
      staticSummary: `Report: ${request.report}`,
      workflowRunTimeout: '1 minute',
    })) as Extract<Report, { report: R }>;
  return {
    startClaim: (json) => startClaim(client, json),
    status: (id) => ask(id, () => handle(id).query(statusQuery)),
    timeline: (id) => ask(id, () => handle(id).query(timelineQuery)),
    timers: (id) => ask(id, () => handle(id).query(timersQuery)),
    inbox: (id) => ask(id, () => handle(id).query(inboxQuery)),
    // The update id comes from the input's id and content: a repeat is applied once, different content is refused.
    correctClaim: send<Correction>(correctClaim, ({ correctionId }) => `correct-${correctionId}`),
    recordPayment: send<PatientPayment>(recordPayment, ({ paymentId }) => `pay-${paymentId}`),
    writeOff: send<WriteOff>(writeOff, ({ writeOffId }) => `write-off-${writeOffId}`),
    hold: send<Hold>(hold, () => randomUUID()),
    release: send<Release>(release, () => randomUUID()),
    addNote: send<Note>(addNote, () => randomUUID()),
    list: (options) => listClaims(client, options),
    worklist: (filter = {}) => books({ report: 'worklist', filter }),
    files: (filter = {}) => books({ report: 'files', ...filter }),
    fileContent: async (fileId, offset) => (await books({ report: 'file-content', fileId, offset })).chunk ?? undefined,
    file: async (fileId) => (await books({ report: 'file', fileId })).file ?? undefined,
    closeItem: (itemId, why) => settle(client, { kind: 'close-item', itemId, ...why }),
    retryFile: (files, who) => settle(client, { kind: 'retry-file', ...files, ...who }),
    dismissFile: (files, why) => settle(client, { kind: 'dismiss-file', ...files, ...why }),
    trialBalance: () => books({ report: 'trial-balance' }),
    find: async (search) => (await books({ report: 'find-claims', ...search })).claims,
    patientFile: async (claimId) => (await books({ report: 'claim-file', claimId })).file,
    inputs: async (claimId) => (await books({ report: 'inputs', claimId })).inputs,
    claimMoney: async (claimIds) => (await books({ report: 'claim-money', claimIds })).claims,
  };
}

function settle(client: Client, decision: Decision): Promise<DecisionResult> {
  return client.workflow.execute<typeof decide>('decide', {
    workflowId: `decide-${randomUUID()}`,
    taskQueue: claimsQueue,
    args: [decision],
    staticSummary: `Decision: ${decision.kind}`,
    workflowRunTimeout: '1 minute',
  });
}

async function known<T>(claimId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof WorkflowNotFoundError)
      throw new UnknownClaimError(`There is no open claim ${claimId}.`, { cause });
    throw cause;
  }
}

async function listClaims(client: Client, options: ListOptions = {}): Promise<readonly ClaimRow[]> {
  const { status, owner, payerId, limit = 100 } = options;
  const rows: ClaimRow[] = [];
  const conditions = [
    `WorkflowType = 'claim'`,
    ...(status ? [`ClaimStatus = '${status}'`] : []),
    ...(owner ? [`NextActionOwner = '${owner}'`] : []),
    ...(payerId ? [`PayerId = '${payerId.replaceAll("'", "''")}'`] : []),
  ];
  const query = conditions.join(' and ');
  for await (const { workflowId, typedSearchAttributes: found } of client.workflow.list({ query })) {
    const at = found.get(searchAttributes.nextActionAt);
    rows.push({
      claimId: workflowId.replace(/^claim-/, ''),
      status: found.get(searchAttributes.claimStatus) ?? 'INTAKE',
      owner: found.get(searchAttributes.nextActionOwner) ?? 'SYSTEM',
      nextActionAt: at ? at.toISOString() : null,
      payerId: found.get(searchAttributes.payerId) ?? '',
      balanceCents: found.get(searchAttributes.balanceCents) ?? 0,
    });
    if (rows.length >= limit) break;
  }
  return rows;
}
