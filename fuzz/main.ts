import { createHash, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { headerBytes, type WorkerMessage, type Work } from './worker.ts';

const usage = `npm run fuzz -- [--seconds 60] [--seed N] [--from N] [--every BYTES] [--out DIR] [--samples DIR]
Runs every reader and writer on mutated X12 files. An input that breaks one is saved in --out (default
test/x12/crashers), and the exit code is 1. The same seed makes the same inputs; --from N starts with input N.
--every BYTES makes all one-byte changes of files of at most BYTES bytes instead of random changes, and then ends.`;

/** Size of the shared input buffer and maximum size of an input. */
const longest = 1_000_000;
/** Time limit per input and per byte, a hundred times the usual time. */
const timeLimit = { ms: 5_000, msPerByte: 0.1 };
const memory = { maxOldGenerationSizeMb: 1_024 };

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly from: number;
  readonly every: number;
  readonly out: string;
  readonly samples: string;
}

function optionsFrom(args: string[]): Options {
  const text = { type: 'string' } as const;
  const options = { seconds: text, seed: text, from: text, every: text, out: text, samples: text };
  const { values } = parseArgs({ args, options });
  const root = join(import.meta.dirname, '../..');
  const number = (name: 'seconds' | 'seed' | 'from' | 'every', otherwise: number): number => {
    const given = values[name] === undefined ? otherwise : Number(values[name]);
    if (!Number.isSafeInteger(given) || given < 0) throw new TypeError(`--${name} takes a whole number`);
    return given;
  };
  return {
    seconds: number('seconds', 60),
    seed: number('seed', randomInt(2 ** 31)),
    from: number('from', 0),
    every: number('every', 0),
    out: values.out ?? join(root, 'test/x12/crashers'),
    samples: values.samples ?? join(root, '../shared/samples'),
  };
}

/** Runs the work in a thread and watches it, because a hanging thread cannot report itself. */
async function fuzz({ seconds, seed, from, every, out, samples }: Options): Promise<boolean> {
  console.log(`fuzz: seed ${seed}, ${seconds} s`);
  const began = Date.now();
  const present = new SharedArrayBuffer(headerBytes + longest);
  const workerData: Work = { seed, from, every, until: began + seconds * 1000, samples, present };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData, resourceLimits: memory });
  const message = await Promise.race([ending(worker, samples), hanging(present)]);
  await worker.terminate();
  const took = (Date.now() - began) / 1000;
  if (message.kind === 'done') {
    const rate = Math.round(message.inputs / took);
    console.log(`fuzz: seed ${seed}, ${message.inputs} inputs in ${took.toFixed(1)} s, ${rate} a second; no failures`);
    return true;
  }
  const { number, file } = saveInput(present, out);
  console.error(`fuzz: seed ${seed}, input ${number} failed: ${message.what}\nsaved as ${file}`);
  const how = every > 0 ? `--every ${every}` : `--seed ${seed}`;
  console.error(`repeat: npm run fuzz -- ${how} --from ${number}`);
  return false;
}

type Ending = Exclude<WorkerMessage, { readonly kind: 'sources' }>;

async function ending(worker: Worker, folder: string): Promise<Ending> {
  return new Promise((resolve) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind !== 'sources') return resolve(message);
      const where = message.samples === 0 ? ` (none at ${folder})` : '';
      console.log(`fuzz: ${message.samples} samples${where}, ${message.generated} generated files`);
    });
    worker.on('error', (error) => resolve({ kind: 'broken', what: error.message }));
  });
}

/** Waits for an input that exceeds its time limit. */
async function hanging(present: SharedArrayBuffer): Promise<Ending> {
  const header = new Int32Array(present, 0, 2);
  let [number, since] = [-1, Date.now()];
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = Atomics.load(header, 0);
      if (now !== number) [number, since] = [now, Date.now()];
      const most = timeLimit.ms + timeLimit.msPerByte * Atomics.load(header, 1);
      if (Date.now() - since < most) return;
      clearInterval(timer);
      resolve({ kind: 'broken', what: `no answer within ${Math.round(most)} ms` });
    }, 200);
    // Do not keep the process alive for this timer.
    timer.unref();
  });
}

/** Saves the current input under the digest of its bytes. */
function saveInput(present: SharedArrayBuffer, folder: string): { readonly number: number; readonly file: string } {
  const [number = 0, length = 0] = new Int32Array(present, 0, 2);
  const bytes = Uint8Array.from(new Uint8Array(present, headerBytes, Math.min(length, longest)));
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const file = join(folder, `${name}.edi`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, bytes);
  return { number, file };
}

try {
  process.exitCode = (await fuzz(optionsFrom(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(`fuzz: ${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
