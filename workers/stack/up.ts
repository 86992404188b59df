import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Endpoints } from '../../client/endpoints.ts';
import { readEnvironment } from '../../client/environment.ts';
import type { Pids, ProgramName } from '../../client/programs.ts';
import { log } from '../log.ts';
import { type FolderOptions, type InstallationFolder, prepareFolder } from './folder.ts';
import {
  type Places,
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
  const folder = prepareFolder(options, readEnvironment(process.env));
  const places: Places = { databaseUrl: '', temporal: { address: '', namespace: 'default' }, codecServer: '' };
  const supervisor = new Supervisor(folder, places);
  const steps = stepsOf(supervisor, folder, places);
  await ownFolder(folder.path);
  try {
    for (const [index, [label, run]] of steps.entries()) {
      const place = { label, index, total: steps.length };
      options.onProgress?.({ ...place, state: 'started' });
      await run();
      options.onProgress?.({ ...place, state: 'done' });
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
  places: Places,
): readonly (readonly [string, () => Promise<unknown>])[] {
  const { sandbox } = folder;
  return [
    ['PostgreSQL', () => supervisor.supervise('postgres', () => startDatabase(folder, places))],
    ['codec server', async () => (supervisor.codec = await startCodec(folder, places))],
    ['Temporal', () => supervisor.supervise('temporal', () => startTemporalServer(folder, places))],
    ...(sandbox
      ? [
          [
            'sandbox payer',
            () => supervisor.supervise('sandbox', () => startSandboxService(folder, places, sandbox)),
          ] as const,
        ]
      : []),
    ['worker', () => supervisor.supervise('worker', () => startWorker(folder, places))],
  ];
}

/** Keeps the services running. */
class Supervisor {
  codec: { close(): Promise<void> } | undefined;
  readonly #programs = new Map<ServiceName, Program>();
  readonly #folder: InstallationFolder;
  readonly #places: Places;
  #isStopping = false;
  /** Addresses in endpoints.json; absent until everything has started. */
  #written: Places | undefined;

  constructor(folder: InstallationFolder, places: Places) {
    this.#folder = folder;
    this.#places = places;
  }

  /** Starts a service and restarts it when it dies. Does nothing if the environment names an external server. */
  async supervise(name: ServiceName, start: () => Promise<Program | undefined>): Promise<void> {
    const program = await start();
    if (!program) return;
    this.#programs.set(name, program);
    writePrograms(this.#folder.path, { up: process.pid, ...this.#pids() });
    void program.ended.then((how) => this.#again(name, start, how));
  }

  async #again(name: ServiceName, start: () => Promise<Program | undefined>, how: string): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      log('warn', `${name} ended (${how}) and will be restarted.`, { attempt });
      await pause(restartMs * Math.min(attempt, 20));
      if (this.#isStopping) return;
      try {
        await this.supervise(name, start);
        await this.#follow();
        return;
      } catch (error) {
        log('error', error instanceof Error ? error.message : `${name} could not be restarted.`, { attempt });
      }
    }
  }

  #pids(): Pids {
    return Object.fromEntries([...this.#programs].map(([name, { pid }]) => [name, pid]));
  }

  /** Called when everything runs: writes endpoints.json. */
  ready(): Endpoints {
    this.#written = { ...this.#places };
    return writeEndpoints(this.#folder, this.#places);
  }

  /** A program that another one needs may be back on another port: the worker is restarted with the new addresses. */
  async #follow(): Promise<void> {
    if (!this.#written || isDeepStrictEqual(this.#written, this.#places)) return;
    this.ready();
    await this.#programs.get('worker')?.stop();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    // From here on another `up` may take the folder over.
    writePrograms(this.#folder.path, this.#pids());
    for (const name of ['worker', 'sandbox', 'temporal', 'postgres'] as const) await this.#programs.get(name)?.stop();
    await this.codec?.close();
  }
}
