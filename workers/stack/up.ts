import { setTimeout as pause } from 'node:timers/promises';
import type { Endpoints } from '../../client/endpoints.ts';
import { readEnvironment } from '../../client/environment.ts';
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

type ServiceName = 'postgres' | 'temporal' | 'sandbox' | 'worker';

/** Milliseconds before a service that died is restarted. */
const restartMs = 500;

/** Starts all services of an installation and restarts any that dies, on the same ports and state. */
export async function up(options: UpOptions): Promise<Installation> {
  const folder = prepareFolder(options, readEnvironment(process.env));
  const places: Places = { databaseUrl: '', temporal: { address: '', namespace: 'default' }, codecServer: '' };
  const supervisor = new Supervisor(folder, places);
  const steps = stepsOf(supervisor, folder, places);
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
  return { endpoints: supervisor.note(), stop: () => supervisor.stop() };
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
  #isNoted = false;

  constructor(folder: InstallationFolder, places: Places) {
    this.#folder = folder;
    this.#places = places;
  }

  /** Starts a service and restarts it when it dies. Does nothing if the environment names an external server. */
  async supervise(name: ServiceName, start: () => Promise<Program | undefined>): Promise<void> {
    const program = await start();
    if (!program) return;
    this.#programs.set(name, program);
    if (this.#isNoted) this.note();
    void program.ended.then((how) => this.#again(name, start, how));
  }

  async #again(name: ServiceName, start: () => Promise<Program | undefined>, how: string): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      log('warn', `${name} ended (${how}) and will be restarted.`, { attempt });
      await pause(restartMs * Math.min(attempt, 20));
      if (this.#isStopping) return;
      try {
        return await this.supervise(name, start);
      } catch (error) {
        log('error', error instanceof Error ? error.message : `${name} could not be restarted.`, { attempt });
      }
    }
  }

  /** Writes the current endpoints.json. */
  note(): Endpoints {
    this.#isNoted = true;
    const pids = Object.fromEntries([...this.#programs].map(([name, { pid }]) => [name, pid]));
    return writeEndpoints(this.#folder, this.#places, { up: process.pid, ...pids });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const name of ['worker', 'sandbox', 'temporal', 'postgres'] as const) await this.#programs.get(name)?.stop();
    await this.codec?.close();
  }
}
