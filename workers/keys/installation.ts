import { Client as TemporalClient, type Connection } from '@temporalio/client';
import { Client } from 'pg';
import { connectionSettings, connectTo } from '../../client/connection.ts';
import { clientDataConverter } from '../../client/encryption/data-converter.ts';
import type { KnownKey } from '../../client/encryption/key-check.ts';
import { type KeyRing, keysFileIn } from '../../client/encryption/keys.ts';
import { readEndpoints } from '../../client/endpoints.ts';
import { readEnvironment } from '../../client/environment.ts';
import { recordKeys } from '../../client/key-record.ts';
import { keysOf } from '../config.ts';
import { renewStandingWorkflows } from '../standing-workflows.ts';
import { readKeys } from './registry.ts';

/** An installation whose keys are changed. Its database is open as the role that owns the tables. */
export interface KeyedInstallation {
  readonly keys: KeyRing;
  /** Where the keys come from; undefined if CLAIMLOOP_KEYS has them, which only the operator can change. */
  readonly keysFile: string | undefined;
  readonly known: readonly KnownKey[];
  readonly database: Client;
  readonly connection: Connection;
  readonly namespace: string;
  /**
   * Writes to Temporal, encrypted with the first key of the ring, the keys that the database knows, and starts the
   * standing workflows anew.
   */
  record(ring: KeyRing): Promise<void>;
  close(): Promise<void>;
}

/** Connects to both servers. Throws one sentence if one is not named, or if there are no keys. */
export async function openInstallation(dataFolder: string): Promise<KeyedInstallation> {
  const settings = readEnvironment(process.env);
  const keys = keysOf(settings, dataFolder).ring;
  const owner = settings.MIGRATION_DATABASE_URL ?? readEndpoints(dataFolder)?.migrationDatabaseUrl;
  const server = connectionSettings(dataFolder);
  if (!server) throw new Error(`Nothing is running in ${dataFolder}: start it with \`claimloop up\`.`);
  if (owner === undefined) throw new Error('MIGRATION_DATABASE_URL is not set: it names the owner of the tables.');
  const connection = await connectTo(server);
  const database = new Client({ connectionString: owner });
  await database.connect();
  const { namespace } = server;
  return {
    keys,
    keysFile: settings.CLAIMLOOP_KEYS ? undefined : (settings.CLAIMLOOP_KEYS_FILE ?? keysFileIn(dataFolder)),
    known: await readKeys(database),
    database,
    connection,
    namespace,
    async record(ring) {
      const client = new TemporalClient({ connection, namespace, dataConverter: clientDataConverter(ring) });
      await recordKeys(client, await readKeys(database));
      await renewStandingWorkflows(client);
    },
    async close() {
      await Promise.all([connection.close(), database.end()]);
    },
  };
}
