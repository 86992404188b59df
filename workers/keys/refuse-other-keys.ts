import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configuredServer, connectTo } from '../../client/connection.ts';
import { keyIdOf } from '../../client/encryption/codec.ts';
import { KeyProblem, refuseOtherKeys } from '../../client/encryption/key-check.ts';
import { findKeys, type KeyRing, keysFileIn } from '../../client/encryption/keys.ts';
import type { Settings } from '../../client/environment.ts';
import { recordedKeys, recordIn } from '../../client/key-record.ts';
import { registeredKeys } from './registry.ts';

/**
 * Throws KeyProblem, before anything is written, if the keys are missing although there is data, or if they are not
 * those of the database and the Temporal server that the environment names.
 */
export async function refuseKeysForData(dataFolder: string, settings: Settings): Promise<void> {
  const { CLAIMLOOP_KEYS: keys, CLAIMLOOP_KEYS_FILE: keysFile, DATABASE_URL: databaseUrl } = settings;
  const found = findKeys({ keys, keysFile, dataFolder });
  if (!found && ['postgres/data', 'temporal.db'].some((name) => existsSync(join(dataFolder, name))))
    throw missing(`${dataFolder} has data`, dataFolder);
  if (databaseUrl !== undefined) await refuseForDatabase(databaseUrl, found, dataFolder);
  await refuseForTemporal(found, dataFolder);
}

/** Throws KeyProblem if these are not the keys of the database, or if it has keys and none are given. */
export async function refuseForDatabase(
  databaseUrl: string,
  keys: KeyRing | undefined,
  dataFolder: string,
): Promise<void> {
  const known = await registeredKeys(databaseUrl);
  if (known.length === 0) return;
  const ids = known.map(({ id }) => id).join(', ');
  if (!keys) throw missing(`the database has data of key ${ids}`, dataFolder);
  refuseOtherKeys(keys, known);
}

async function refuseForTemporal(keys: KeyRing | undefined, dataFolder: string): Promise<void> {
  const server = configuredServer();
  if (!server) return;
  const connection = await connectTo(server);
  try {
    const record = await recordIn(connection, server.namespace);
    if (record && !keys) throw missing(`namespace ${server.namespace} has data of key ${keyIdOf(record)}`, dataFolder);
    const known = keys && (await recordedKeys(connection, server.namespace, keys));
    if (keys && known) refuseOtherKeys(keys, known);
  } finally {
    await connection.close();
  }
}

function missing(what: string, dataFolder: string): KeyProblem {
  return new KeyProblem(
    `The encryption key is missing, but ${what}: restore ${keysFileIn(dataFolder)} from your copy, ` +
      'or set CLAIMLOOP_KEYS_FILE. Nothing was written.',
  );
}
