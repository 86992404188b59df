import { parentPort, workerData } from 'node:worker_threads';
import { Chance } from '../x12/generate/chance.ts';
import { consume } from './consume.ts';
import { changedInAny } from './every.ts';
import { mutated } from './mutate.ts';
import { generatedSources, samplesIn, type Source } from './sources.ts';

/** Input of the worker thread. */
export interface Work {
  readonly seed: number;
  /** Number of the first input. */
  readonly from: number;
  readonly until: number;
  readonly samples: string;
  /** Try every one-byte change in files of at most this size; 0 for random changes. */
  readonly every: number;
  /** The current input, shared with the main thread: its number, length and bytes. */
  readonly present: SharedArrayBuffer;
}

/** A message of the worker thread. */
export type WorkerMessage =
  | { readonly kind: 'sources'; readonly samples: number; readonly generated: number }
  | { readonly kind: 'done'; readonly inputs: number }
  | { readonly kind: 'broken'; readonly what: string };

/** Offset of the bytes in `present`. */
export const headerBytes = 8;
/** Sources above this size are used rarely: large files find little more and take long. */
const large = 20_000;

/** Generates inputs and runs every consumer on each, until the time is over or one fails. */
function work(
  { seed, from, until, samples: folder, every, present }: Work,
  report: (message: WorkerMessage) => void,
): void {
  const samples = samplesIn(folder);
  const generated = generatedSources();
  const sources = [...samples, ...generated].filter(({ bytes }) => every === 0 || bytes.length <= every);
  report({ kind: 'sources', samples: samples.length, generated: generated.length });
  const header = new Int32Array(present, 0, 2);
  const shared = new Uint8Array(present, headerBytes);
  let number = from;
  for (; Date.now() < until; number += 1) {
    const input = every > 0 ? changedInput(sources, number) : inputOf(sources, seed, number);
    if (!input) break;
    const { bytes, sizes } = input;
    shared.set(bytes.subarray(0, shared.length));
    Atomics.store(header, 1, bytes.length);
    Atomics.store(header, 0, number);
    try {
      consume(bytes, sizes);
    } catch (error) {
      // A stack contains no value of the input.
      return report({ kind: 'broken', what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  report({ kind: 'done', inputs: number - from });
}

function changedInput(sources: readonly Source[], number: number) {
  const bytes = changedInAny(sources, number);
  return bytes && { bytes, sizes: [bytes.length] };
}

/** An input, determined by the seed and its number, and the sizes of its chunks. */
function inputOf(sources: readonly Source[], seed: number, number: number) {
  const chance = new Chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const any = (): Source => chance.of(sources as readonly [Source, ...Source[]]);
  let source = any();
  for (let tries = 0; source.bytes.length > large && !chance.happens(0.02) && tries < 20; tries += 1) source = any();
  const bytes = mutated(source.bytes, chance, any().bytes.subarray(0, large));
  const most = chance.of([3, 100, 5000]);
  return { bytes, sizes: Array.from({ length: 7 }, () => chance.between(Math.ceil(bytes.length / 2000), most)) };
}

// There is no parent port if this file is imported for its types.
if (parentPort) work(workerData as Work, (message) => parentPort?.postMessage(message));
