import { type Client, type Connection, isGrpcServiceError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type proto from '@temporalio/proto';
import type { installation } from '../workflows/installation.ts';
import { claimsQueue, installationWorkflowId } from '../workflows/messages.ts';
import { encryptionCodec, keyIdOf } from './encryption/codec.ts';
import { KeyProblem, type KnownKey, otherKeys, refuseOtherKeys, sameId } from './encryption/key-check.ts';
import type { KeyRing } from './encryption/keys.ts';

// The memo of one workflow tells clients, which have no access to the database, the keys of the installation. It is
// encrypted with the active key, as everything is.

type Payload = proto.temporal.api.common.v1.IPayload;

/** Throws KeyProblem unless the keys are those of the installation, or if no worker has registered any. */
export async function refuseOtherClient(connection: Connection, namespace: string, keys: KeyRing): Promise<void> {
  const known = await recordedKeys(connection, namespace, keys);
  if (!known) throw new KeyProblem(`No worker has registered its keys in namespace ${namespace} yet: start one first.`);
  refuseOtherKeys(keys, known);
}

/** The keys in the record; undefined if there is none. Throws KeyProblem if none of `keys` decrypts it. */
export async function recordedKeys(
  connection: Connection,
  namespace: string,
  keys: KeyRing,
): Promise<readonly KnownKey[] | undefined> {
  const payload = await recordIn(connection, namespace);
  if (!payload) return undefined;
  const id = keyIdOf(payload) ?? 'without an id';
  if (!keys.some((key) => key.id === id)) throw new KeyProblem(otherKeys(id, keys));
  const [plain] = await encryptionCodec(keys)
    .decode([payload])
    .catch(() => []);
  if (!plain) throw new KeyProblem(sameId(id));
  return defaultPayloadConverter.fromPayload<readonly KnownKey[]>(plain);
}

/** The encrypted record; undefined if there is none. */
export async function recordIn(connection: Connection, namespace: string): Promise<Payload | undefined> {
  try {
    const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: installationWorkflowId },
    });
    return workflowExecutionInfo?.memo?.fields?.['keys'] ?? undefined;
  } catch (error) {
    const notFound = 5;
    if (isGrpcServiceError(error) && error.code === notFound) return undefined;
    throw error;
  }
}

/** Writes the record, instead of an earlier one. */
export async function recordKeys(client: Client, known: readonly KnownKey[]): Promise<void> {
  await client.workflow.start<typeof installation>('installation', {
    workflowId: installationWorkflowId,
    taskQueue: claimsQueue,
    args: [],
    memo: { keys: known },
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    staticSummary: 'The keys of this installation',
  });
}
