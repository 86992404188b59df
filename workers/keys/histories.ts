import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

interface Place {
  readonly connection: Connection;
  readonly namespace: string;
}

/** The ids of the open workflows that hold a payload of that key. Reads every open history. */
export async function openHistoriesWith(place: Place, keyId: string): Promise<readonly string[]> {
  return workflowsWith(place, markOf(keyId), `ExecutionStatus = 'Running'`);
}

/** The ids of the closed workflows that Temporal still keeps and that hold a payload of that key. Reads them all. */
export async function closedHistoriesWith(place: Place, keyId: string): Promise<readonly string[]> {
  return [...new Set(await workflowsWith(place, markOf(keyId), `ExecutionStatus != 'Running'`))];
}

async function workflowsWith(place: Place, marked: Buffer, query: string): Promise<string[]> {
  const needing: string[] = [];
  for await (const execution of workflows(place, query))
    if (await holds(place, execution, marked)) needing.push(execution.workflowId ?? '');
  return needing;
}

/** The bytes of a payload's metadata that name its key: an entry of a Protocol Buffers map, with lengths. */
function markOf(keyId: string): Buffer {
  const field = Buffer.from('encryption-key-id');
  const id = Buffer.from(keyId);
  return Buffer.concat([Buffer.from([0x0a, field.length]), field, Buffer.from([0x12, id.length]), id]);
}

type Execution = proto.temporal.api.common.v1.IWorkflowExecution;

async function* workflows({ connection, namespace }: Place, query: string): AsyncGenerator<Execution> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.listWorkflowExecutions({
      namespace,
      query,
      pageSize: 1_000,
      ...(nextPageToken && { nextPageToken }),
    });
    for (const { execution } of page.executions) if (execution) yield execution;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken?.length);
}

async function holds({ connection, namespace }: Place, execution: Execution, marked: Buffer): Promise<boolean> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution,
      ...(nextPageToken && { nextPageToken }),
    });
    if (page.history && Buffer.from(History.encode(page.history).finish()).includes(marked)) return true;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken?.length);
  return false;
}
