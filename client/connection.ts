import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { clientDataConverter } from './encryption/data-converter.ts';
import { loadKeys } from './encryption/keys.ts';
import { readEndpoints } from './endpoints.ts';

/** Which Temporal server to speak to, and how; the same for a client's connection and a worker's. */
export interface ConnectionSettings {
  readonly connectionOptions: ConnectionOptions & { readonly address: string };
  readonly namespace: string;
}

/** A client with its connection. */
export interface ConnectedClient {
  readonly client: Client;
  close(): Promise<void>;
}

/**
 * The Temporal server by Temporal's own environment variables (TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS, _PROFILE,
 * _CONFIG_FILE); where they name none, that of the installation in a data folder. Undefined if there is neither.
 */
export function connectionSettings(dataFolder?: string): ConnectionSettings | undefined {
  const configured = configuredServer();
  if (configured) return configured;
  const endpoints = dataFolder === undefined ? undefined : readEndpoints(dataFolder);
  if (!endpoints) return undefined;
  const { address, namespace } = endpoints.temporal;
  return { connectionOptions: { address }, namespace };
}

/** The Temporal server that the environment names, if it names one. */
export function configuredServer(): ConnectionSettings | undefined {
  // A profile file that happens to lie in the home folder is no request to use that server; a variable is.
  const disableFile = !process.env['TEMPORAL_CONFIG_FILE'] && !process.env['TEMPORAL_PROFILE'];
  const { connectionOptions, namespace } = loadClientConnectConfig({ disableFile });
  const { address } = connectionOptions;
  if (!address) return undefined;
  return { connectionOptions: { ...connectionOptions, address }, namespace: namespace ?? 'default' };
}

/**
 * The one place that makes clients: encrypted, and of the right namespace. Throws one sentence when no server is named,
 * none answers, or there is no key.
 */
export async function connectClient(dataFolder?: string): Promise<ConnectedClient> {
  const settings = connectionSettings(dataFolder);
  if (!settings) {
    const where = dataFolder === undefined ? '' : ` in ${dataFolder}`;
    throw new Error(`Nothing is running${where}: start it with \`claimloop up\`, or set TEMPORAL_ADDRESS.`);
  }
  const keys = loadKeys({
    keys: process.env['CLAIMLOOP_KEYS'],
    keysFile: process.env['CLAIMLOOP_KEYS_FILE'],
    dataFolder,
  });
  const connection = await connect(settings);
  const client = new Client({ connection, namespace: settings.namespace, dataConverter: clientDataConverter(keys) });
  return { client, close: () => connection.close() };
}

async function connect({ connectionOptions }: ConnectionSettings): Promise<Connection> {
  try {
    return await Connection.connect(connectionOptions);
  } catch (cause) {
    throw new Error(`No Temporal server answers at ${connectionOptions.address}.`, { cause });
  }
}
