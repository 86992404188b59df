import { type ConnectionLike, isGrpcServiceError } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import proto from '@temporalio/proto';
import { searchAttributes } from '../workflows/messages.ts';

const valueTypes = proto.temporal.api.enums.v1.IndexedValueType;

/**
 * Registers missing search attributes. Throws if one has another type, or if the server refuses (as Temporal Cloud
 * does), because a workflow that sets an unregistered attribute would fail its workflow task forever.
 */
export async function registerSearchAttributes(connection: ConnectionLike, namespace: string): Promise<void> {
  const wanted = new Map(Object.values(searchAttributes).map(({ name, type }) => [name, valueTypeOf(type)]));
  const missing = await notYetRegistered(connection, namespace, wanted);
  if (missing.length === 0) return;
  try {
    const added = Object.fromEntries(missing.map((name) => [name, wanted.get(name) ?? 0]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: added });
  } catch (cause) {
    // If two workers start at once, the second gets ALREADY_EXISTS.
    if ((await notYetRegistered(connection, namespace, wanted)).length === 0) return;
    const list = missing.map((name) => `${name} (${valueTypes[wanted.get(name) ?? 0]})`).join(', ');
    throw new Error(`The Temporal server does not allow registering search attributes in ${namespace}; add ${list}.`, {
      cause,
    });
  }
}

async function notYetRegistered(
  connection: ConnectionLike,
  namespace: string,
  wanted: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const customAttributes = await registeredAttributes(connection, namespace);
  for (const [name, type] of wanted) {
    const found = customAttributes[name];
    if (found !== undefined && found !== type) {
      throw new Error(`Search attribute ${name} has another type in namespace ${namespace}: ${valueTypes[found]}.`);
    }
  }
  return [...wanted.keys()].filter((name) => customAttributes[name] === undefined);
}

async function registeredAttributes(
  connection: ConnectionLike,
  namespace: string,
): Promise<Readonly<Record<string, number>>> {
  try {
    return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
  } catch (error) {
    // The time-skipping test server can add search attributes but not list them, and starts without any.
    if (isGrpcServiceError(error) && error.code === 12) return {};
    throw error;
  }
}

function valueTypeOf(type: SearchAttributeType): number {
  return valueTypes[`INDEXED_VALUE_TYPE_${type}`];
}
