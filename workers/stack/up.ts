import { setTimeout as pause } from 'node:timers/promises';
import type { Endpoints } from '../../client/endpoints.ts';
import { log } from '../log.ts';
import { type FolderOptions, type InstallationFolder, prepareFolder } from './folder.ts';
import {
  type Places,
  startCodec,
  startDatabase,
  startSandbox,
  startTemporalServer,
  startWorker,
  writeEndpoints,
} from './parts.ts';
import type { Program } from './program.ts';

/** How an installation is started. */
export interface UpOptions extends FolderOptions {
  readonly sandbox: boolean;
  /** Hears of each step of the start. */
  readonly onProgress?: (step: {
    readonly label: string;
    readonly state: 'started' | 'done';
    readonly index: number;
    readonly total: number;
  }) => void;
}

/** An installation that is up. */
export interface Installation {
  readonly endpoints: Endpoints;
  /** Stops everything, the worker first. */
  stop(): Promise<void>;
}

type PartName = 'postgres' | 'temporal' | 'sandbox' | 'worker';

/** Milliseconds before a part that died is started again. */
const restartMs = 500;

/** Starts all parts of an installation and minds them: one that dies is started again, on the same ports and state. */
export async function up(options: UpOptions): Promise<Installation> {
  const folder = prepareFolder(options);
  const places: Places = { databaseUrl: '', temporal: { address: '', namespace: 'default' }, codecServer: '' };
  const minder = new Minder(folder, places);
  const steps = stepsOf(options.sandbox, minder, folder, places);
  try {
    for (const [index, [label, run]] of steps.entries()) {
      const place = { label, index, total: steps.length };
      options.onProgress?.({ ...place, state: 'started' });
      await run();
      options.onProgress?.({ ...place, state: 'done' });
    }
  } catch (error) {
    await minder.stop();
    throw error;
  }
  return { endpoints: minder.note(), stop: () => minder.stop() };
}

function stepsOf(
  sandbox: boolean,
  minder: Minder,
  folder: InstallationFolder,
  places: Places,
): readonly (readonly [string, () => Promise<unknown>])[] {
  return [
    ['PostgreSQL', () => minder.mind('postgres', () => startDatabase(folder, places))],
    ['codec server', async () => (minder.codec = await startCodec(folder, places))],
    ['Temporal', () => minder.mind('temporal', () => startTemporalServer(folder, places))],
    ...(sandbox ? [['sandbox payer', () => minder.mind('sandbox', () => startSandbox(folder, places))] as const] : []),
    ['worker', () => minder.mind('worker', () => startWorker(folder, places))],
  ];
}

/** Keeps the parts running. */
class Minder {
  codec: { close(): Promise<void> } | undefined;
  readonly #programs = new Map<PartName, Program>();
  readonly #folder: InstallationFolder;
  readonly #places: Places;
  #isStopping = false;
  #isNoted = false;

  constructor(folder: InstallationFolder, places: Places) {
    this.#folder = folder;
    this.#places = places;
  }

  /** Starts a part; when it dies it is started again. A part that is not ours to start is left alone. */
  async mind(name: PartName, start: () => Promise<Program | undefined>): Promise<void> {
    const program = await start();
    if (!program) return;
    this.#programs.set(name, program);
    if (this.#isNoted) this.note();
    void program.ended.then((how) => this.#again(name, start, how));
  }

  async #again(name: PartName, start: () => Promise<Program | undefined>, how: string): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      log('warn', `${name} ended (${how}); it is started again.`, { attempt });
      await pause(restartMs * Math.min(attempt, 20));
      if (this.#isStopping) return;
      try {
        return await this.mind(name, start);
      } catch (error) {
        log('error', error instanceof Error ? error.message : `${name} could not be started again.`, { attempt });
      }
    }
  }

  /** Writes endpoints.json as things are now. */
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
