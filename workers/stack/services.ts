import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configuredServer, connectTo } from '../../client/connection.ts';
import { encryptionCodec } from '../../client/encryption/codec.ts';
import { type Endpoints, endpointsFileIn } from '../../client/endpoints.ts';
import { uiSecret } from '../../client/ui-token.ts';
import { migrate } from '../../prisma/migrate.ts';
import { grantToWorker } from '../../prisma/roles.ts';
import { startCodecServer } from '../codec/server.ts';
import { refuseForDatabase } from '../keys/refuse-other-keys.ts';
import type { InstallationFolder } from './folder.ts';
import { choosePort } from './ports.ts';
import { ensureDatabase, startPostgres } from './postgres.ts';
import { type Program, startProgram } from './program.ts';
import { type SandboxPaths, startSandbox } from './sandbox.ts';
import { startTemporal } from './temporal.ts';
import { writeFile } from './write-file.ts';

/** The addresses of an installation's services. Each start function sets the address of its service. */
export interface Addresses {
  databaseUrl: string;
  /** Absent if the environment names the database. */
  migrationDatabaseUrl?: string;
  temporal: Endpoints['temporal'];
  codecServer: string;
  sftp?: string;
}

const sourceOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts an embedded PostgreSQL, unless DATABASE_URL names a server, and applies all migrations. */
export async function startDatabase(folder: InstallationFolder, addresses: Addresses): Promise<Program | undefined> {
  const { DATABASE_URL: given, MIGRATION_DATABASE_URL: owner } = folder.settings;
  if (given !== undefined && owner !== undefined) {
    await migrateAs(owner, given);
    addresses.databaseUrl = given;
    return undefined;
  }
  const before = folder.before?.databaseUrl;
  const server = await startPostgres({
    folder: join(folder.path, 'postgres'),
    port: await choosePort(portOf(addresses.databaseUrl || before) ?? 5433),
  });
  await ensureDatabase(server, 'claimloop');
  addresses.databaseUrl = server.urlOf('claimloop', 'claimloop_worker');
  addresses.migrationDatabaseUrl = server.urlOf('claimloop', 'claimloop_owner');
  try {
    await refuseForDatabase(addresses.migrationDatabaseUrl, folder.keys.ring, folder.path);
    await migrateAs(addresses.migrationDatabaseUrl, addresses.databaseUrl);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function migrateAs(owner: string, worker: string): Promise<void> {
  await migrate(owner);
  await grantToWorker(owner, worker);
}

/** Starts the codec server, which also serves the Temporal UI, in this process. */
export async function startCodec(
  folder: InstallationFolder,
  addresses: Addresses,
): Promise<{ close(): Promise<void> }> {
  const codec = encryptionCodec(folder.keys);
  const port = await choosePort(portOf(folder.before?.codecServer) ?? 8234);
  addresses.codecServer = `http://127.0.0.1:${port}`;
  const { namespace } = addresses.temporal;
  return startCodecServer({ codec, port, namespace, secret: uiSecret(folder.path), ui: () => addresses.temporal.ui });
}

/** Starts a Temporal server with its state in a file. A server that the environment names must answer instead. */
export async function startTemporalServer(
  folder: InstallationFolder,
  addresses: Addresses,
): Promise<Program | undefined> {
  const given = configuredServer();
  if (given) {
    await (await connectTo(given)).close();
    addresses.temporal = { address: given.connectionOptions.address, namespace: given.namespace };
    return undefined;
  }
  const program = folder.settings.CLAIMLOOP_TEMPORAL_CLI;
  if (!program)
    throw new Error(
      'CLAIMLOOP_TEMPORAL_CLI is not set: start with `npm run claimloop -- up`, which finds the Temporal server.',
    );
  const before = addresses.temporal.address ? addresses.temporal : folder.before?.temporal;
  const port = await choosePort(portOf(before && `http://${before.address}`) ?? 7233);
  const uiPort = await choosePort(portOf(before?.ui) ?? 8233);
  addresses.temporal = { address: `127.0.0.1:${port}`, namespace: 'default', ui: `http://127.0.0.1:${uiPort}` };
  return startTemporal({
    program,
    folder: folder.path,
    logFile: folder.logOf('temporal'),
    port,
    uiPort,
    codecEndpoint: addresses.codecServer,
  });
}

/** Starts the sandbox payer and agency. */
export async function startSandboxService(
  folder: InstallationFolder,
  addresses: Addresses,
  sandbox: SandboxPaths,
): Promise<Program> {
  const { program, ready } = await startSandbox(sandbox, folder.clock, folder.logOf('sandbox'));
  addresses.sftp = `sftp://${ready.host}:${ready.port}`;
  return program;
}

/** Starts the worker. */
export function startWorker(folder: InstallationFolder, addresses: Addresses): Promise<Program> {
  const { address, namespace } = addresses.temporal;
  return startProgram({
    name: 'worker',
    command: process.execPath,
    args: ['--enable-source-maps', sourceOf('../main.js')],
    logFile: folder.logOf('worker'),
    env: {
      CLAIMLOOP_DATA: folder.path,
      DATABASE_URL: addresses.databaseUrl,
      MIGRATION_DATABASE_URL: '',
      CLAIMLOOP_CLOCK: folder.clockFile,
      CLAIMLOOP_PARTNERS: folder.partnersFile,
      CLAIMLOOP_PROFILES: folder.profilesFile,
      CLAIMLOOP_SANDBOX: folder.sandbox?.readyFile ?? '',
      ...(configuredServer() ? {} : { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }),
    },
    upWithinMs: 60_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
  });
}

/** Writes endpoints.json. */
export function writeEndpoints(folder: InstallationFolder, addresses: Addresses): Endpoints {
  const endpoints: Endpoints = { ...addresses, startedAt: new Date().toISOString() };
  const generated = 'Written by claimloop up at each start. Do not edit.';
  writeFile(endpointsFileIn(folder.path), JSON.stringify({ generated, ...endpoints }, undefined, 2));
  return endpoints;
}

function portOf(url: string | undefined): number | undefined {
  return url ? Number(new URL(url).port) || undefined : undefined;
}
