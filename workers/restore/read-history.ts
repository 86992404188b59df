import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type proto from '@temporalio/proto';
import { inputKinds, type InputKind } from '../../domain/claim/inputs.ts';
import { instant } from '../../domain/dates.ts';
import type { ChangedClaim, HistoricInput } from '../../activities/restore/histories.ts';

type Event = proto.temporal.api.history.v1.IHistoryEvent;
type Payload = proto.temporal.api.common.v1.IPayload;
type Payloads = proto.temporal.api.common.v1.IPayloads | null | undefined;

/** Milliseconds since 1970-01-01 UTC of the newest event of a run. */
export async function lastEventAt(client: Client, { workflowId, runId }: WorkflowExecutionInfo): Promise<number> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const [event] = history?.events ?? [];
  return event ? timeOf(event) : 0;
}

/** The patient file with which a run opened the claim; undefined if the run continued it. */
export async function openingIn(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<{ readonly runId: string; readonly intake: unknown } | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const payloads = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input;
  const [intake] = await decoded(client, payloads);
  const isContinued = typeof intake === 'object' && intake !== null && ('stored' in intake || 'resumed' in intake);
  return intake === undefined || isContinued ? undefined : { runId, intake };
}

/** The inputs of people in a run, with the answers of the workflow, oldest first. */
export async function inputsIn(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<ChangedClaim['inputs']> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const inputs: HistoricInput[] = [];
  for (const event of events ?? []) {
    const input = (await updateIn(client, event)) ?? (await signalIn(client, event));
    if (input) inputs.push({ ...input, refusal: await refusalOf(client, events ?? [], input.key) });
  }
  return inputs;
}

type Given = Omit<HistoricInput, 'refusal'>;

async function updateIn(client: Client, event: Event): Promise<Given | undefined> {
  const { meta, input } = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest ?? {};
  const kind = inputKinds.find((one) => one === input?.name);
  if (!kind || !meta?.updateId) return undefined;
  return given(event, kind, meta.updateId, await decoded(client, input?.args));
}

async function signalIn(client: Client, event: Event): Promise<Given | undefined> {
  const { signalName, input } = event.workflowExecutionSignaledEventAttributes ?? {};
  const kind = inputKinds.find((one) => one === signalName);
  return kind && given(event, kind, undefined, await decoded(client, input));
}

function given(event: Event, kind: InputKind, key: string | undefined, [value]: readonly unknown[]): Given {
  return { key, kind, value, at: instant(timeOf(event)) };
}

/** Why the workflow refused an Update; undefined if it took it, or had no time to answer. */
async function refusalOf(
  client: Client,
  events: readonly Event[],
  key: string | undefined,
): Promise<string | undefined> {
  const completed = events
    .map((event) => event.workflowExecutionUpdateCompletedEventAttributes)
    .find((attributes) => key !== undefined && attributes?.meta?.updateId === key);
  const [receipt] = await decoded(client, completed?.outcome?.success);
  if (typeof receipt !== 'object' || receipt === null || !('outcome' in receipt)) return undefined;
  return receipt.outcome === 'refused' && 'reason' in receipt ? String(receipt.reason) : undefined;
}

async function decoded(client: Client, payloads: Payloads): Promise<readonly unknown[]> {
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let plain: Payload[] = payloads?.payloads ?? [];
  for (const codec of payloadCodecs.toReversed()) plain = await codec.decode(plain);
  return plain.map((payload) => payloadConverter.fromPayload<unknown>(payload));
}

function timeOf({ eventTime }: Event): number {
  return Number(eventTime?.seconds ?? 0) * 1_000 + (eventTime?.nanos ?? 0) / 1_000_000;
}
