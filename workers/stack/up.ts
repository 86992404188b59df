import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { errorSentence } from '../../domain/error-sentence.ts';
import type { Endpoints } from '../../client/endpoints.ts';
import { readEnvironment } from '../../client/environment.ts';
import type { Pids, ProgramName } from '../../client/programs.ts';
import { refuseKeysForData } from '../keys/refuse-other-keys.ts';
import { log } from '../log.ts';
import { type FolderOptions, type InstallationFolder, prepareFolder } from './folder.ts';
import {
  type Addresses,
  startCodec,
  startDatabase,
  startSandboxService,
  startTemporalServer,
  startWorker,
  writeEndpoints,
} from './services.ts';
import { ownFolder, writePrograms } from './own-folder.ts';
import type { Program } from './program.ts';

/** Options for starting an installation. */
export interface UpOptions extends FolderOptions {
  /** Called for each step of the start. */
  readonly onProgress?: (step: {
    readonly label: string;
    readonly state: 'started' | 'done';
    readonly index: number;
    readonly total: number;
  }) => void;
}

/** A running installation. */
export interface Installation {
  readonly endpoints: Endpoints;
  /** Stops everything, the worker first. */
  stop(): Promise<void>;
}

type ServiceName = Exclude<ProgramName, 'up'>;

/** Milliseconds before a service that died is restarted. */
const restartMs = 500;

/** Starts all services of an installation and restarts any that dies, on the same ports and state. */
export async function up(options: UpOptions): Promise<Installation> {
  const settings = readEnvironment(process.env);
  await refuseKeysForData(resolve(options.data), settings);
  const folder = prepareFolder(options, settings);
  const addresses: Addresses = { databaseUrl: '', temporal: { address: '', namespace: 'default' }, codecServer: '' };
  const supervisor = new Supervisor(folder, addresses);
  const steps = stepsOf(supervisor, folder, addresses);
  await ownFolder(folder.path);
  try {
    for (const [index, [label, run]] of steps.entries()) {
      const step = { label, index, total: steps.length };
      options.onProgress?.({ ...step, state: 'started' });
      await run();
      options.onProgress?.({ ...step, state: 'done' });
    }
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return { endpoints: supervisor.ready(), stop: () => supervisor.stop() };
}

function stepsOf(
  supervisor: Supervisor,
  folder: InstallationFolder,
  addresses: Addresses,
): readonly (readonly [string, () => Promise<unknown>])[] {
  const { sandbox } = folder;
  return [
    ['PostgreSQL', () => supervisor.supervise('postgres', () => startDatabase(folder, addresses))],
    ['codec server', async () => (supervisor.codec = await startCodec(folder, addresses))],
    ['Temporal', () => supervisor.supervise('temporal', () => startTemporalServer(folder, addresses))],
    ...(sandbox
      ? [
          [
            'sandbox payer',
            () => supervisor.supervise('sandbox', () => startSandboxService(folder, addresses, sandbox)),
          ] as const,
        ]
      : []),
    ['worker', () => supervisor.supervise('worker', () => startWorker(folder, addresses))],
  ];
}

/** Keeps the services running. */
class Supervisor {
  codec: { close(): Promise<void> } | undefined;
  readonly #programs = new Map<ServiceName, Program>();
  readonly #folder: InstallationFolder;
  readonly #addresses: Addresses;
  #isStopping = false;
  /** Addresses in endpoints.json; absent until everything has started. */
  #written: Addresses | undefined;

  constructor(folder: InstallationFolder, addresses: Addresses) {
    this.#folder = folder;
    this.#addresses = addresses;
  }

  /** Starts a service and restarts it when it dies. Does nothing if the environment names an external server. */
  async supervise(name: ServiceName, start: () => Promise<Program | undefined>): Promise<void> {
    const program = await start();
    if (!program) return;
    this.#programs.set(name, program);
    writePrograms(this.#folder.path, { up: process.pid, ...this.#pids() });
    void program.ended.then((how) => this.#restart(name, start, how));
  }

  async #restart(name: ServiceName, start: () => Promise<Program | undefined>, how: string): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      log('warn', `${name} ended (${how}) and will be restarted.`, { attempt });
      await pause(restartMs * Math.min(attempt, 20));
      if (this.#isStopping) return;
      try {
        await this.supervise(name, start);
        await this.#updateAddresses();
        return;
      } catch (error) {
        log('error', `${name} could not be restarted: ${errorSentence(error)}`, { attempt });
      }
    }
  }

  #pids(): Pids {
    return Object.fromEntries([...this.#programs].map(([name, { pid }]) => [name, pid]));
  }

  /** Writes endpoints.json after all programs have started. */
  ready(): Endpoints {
    this.#written = { ...this.#addresses };
    return writeEndpoints(this.#folder, this.#addresses);
  }

  /** If a program has restarted on another port, restarts the worker with the new addresses. */
  async #updateAddresses(): Promise<void> {
    if (!this.#written || isDeepStrictEqual(this.#written, this.#addresses)) return;
    this.ready();
    await this.#programs.get('worker')?.stop();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    // From here on, another `up` may use the folder.
    writePrograms(this.#folder.path, this.#pids());
    for (const name of ['worker', 'sandbox', 'temporal', 'postgres'] as const) await this.#programs.get(name)?.stop();
    await this.codec?.close();
  }
}
