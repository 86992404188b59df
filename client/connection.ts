import { existsSync } from 'node:fs';
import {
  Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { clientDataConverter } from './encryption/data-converter.ts';
import { type KeyRing, loadKeys } from './encryption/keys.ts';
import { LiveKeys } from './encryption/live-keys.ts';
import { readEndpoints } from './endpoints.ts';
import { refuseOtherClient } from './key-record.ts';

/** Address of a Temporal server and how to connect to it; used by clients and workers. */
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
 * The Temporal server named by Temporal's environment variables (TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS,
 * _PROFILE, _CONFIG_FILE), otherwise that of the installation in a data folder. Undefined if there is neither.
 */
export function connectionSettings(dataFolder?: string): ConnectionSettings | undefined {
  const configured = configuredServer();
  if (configured) return configured;
  const endpoints = dataFolder === undefined ? undefined : readEndpoints(dataFolder);
  if (!endpoints) return undefined;
  const { address, namespace } = endpoints.temporal;
  return { connectionOptions: { address }, namespace };
}

/** The Temporal server that the environment variables name, if any. */
export function configuredServer(): ConnectionSettings | undefined {
  // Only the environment variable selects a server; a profile file in the home folder does not.
  const file = process.env['TEMPORAL_CONFIG_FILE'];
  if (file && !existsSync(file)) throw new Error(`TEMPORAL_CONFIG_FILE is ${file}, which does not exist.`);
  const disableFile = !process.env['TEMPORAL_CONFIG_FILE'] && !process.env['TEMPORAL_PROFILE'];
  const { connectionOptions, namespace } = loadClientConnectConfig({ disableFile });
  const { address } = connectionOptions;
  if (!address) return undefined;
  return { connectionOptions: { ...connectionOptions, address }, namespace: namespace ?? 'default' };
}

/**
 * Makes every client: with encryption, and for the configured namespace. Throws one sentence if no server is
 * configured, the server does not answer, or there is no key. Throws KeyProblem if the keys are not those of the
 * installation, before anything is written.
 */
export async function connectClient(dataFolder?: string): Promise<ConnectedClient> {
  const settings = connectionSettings(dataFolder);
  if (!settings) {
    const where = dataFolder === undefined ? '' : ` in ${dataFolder}`;
    throw new Error(`Nothing is running${where}: start it with \`claimloop up\`, or set TEMPORAL_ADDRESS.`);
  }
  const { CLAIMLOOP_KEYS, CLAIMLOOP_KEYS_FILE: keysFile } = process.env;
  const read = (): KeyRing => loadKeys({ keys: CLAIMLOOP_KEYS, keysFile, dataFolder });
  const keys = new LiveKeys(read(), read);
  const connection = await connectTo(settings);
  try {
    await refuseOtherClient(connection, settings.namespace, keys.ring);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const client = new Client({ connection, namespace: settings.namespace, dataConverter: clientDataConverter(keys) });
  return { client, close: () => connection.close() };
}

/** A server that the environment or the data folder names does not answer. */
export class ServerAway extends Error {}

/**
 * Connects to a server, which may be used without keys. Throws ServerAway if it does not answer. Each later call
 * fails after `deadlineMs`: Temporal's client sets no deadline, and a call to a stopped server would never end.
 */
export async function connectTo(
  { connectionOptions }: Pick<ConnectionSettings, 'connectionOptions'>,
  deadlineMs = longestAnswerMs,
): Promise<Connection> {
  try {
    return await Connection.connect({ ...connectionOptions, interceptors: [callWithin(deadlineMs)] });
  } catch (cause) {
    throw new ServerAway(`No Temporal server answers at ${connectionOptions.address}.`, { cause });
  }
}

/** A server ends its own long polls after 20 seconds. */
const longestAnswerMs = 30_000;

const retry = makeGrpcRetryInterceptor(defaultGrpcRetryOptions());

/** Tries a call again as Temporal's client does by itself, and at most so long. */
function callWithin(deadlineMs: number): typeof retry {
  return (options, nextCall) => retry({ ...options, deadline: options.deadline ?? Date.now() + deadlineMs }, nextCall);
}
