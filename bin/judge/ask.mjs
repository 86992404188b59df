import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder, inRoot } from '../setup/places.mjs';
import { judgePython } from './install.mjs';

/** A validator's findings for each file: [{file, findings: [{place, line?, text}]}], in any order. */
export async function ask(judge, files) {
  const python = await judgePython(judge);
  const args = judge === 'pyx12' ? [join(cacheFolder(), 'judges', 'pyx12-maps')] : [];
  const heaps = dealt(files, Math.min(4, availableParallelism()));
  const answers = await Promise.all(heaps.map((heap) => askOne(python, judge, args, heap)));
  const all = answers.flat();
  if (all.length !== files.length) throw new Error(`${judge} answered for ${all.length} of ${files.length} files`);
  return all;
}

async function askOne(python, judge, args, files) {
  const child = spawn(python, [inRoot(`bin/judge/judge_${judge}.py`), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-2_000);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  // When a validator dies, its exit code is a better message than the broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(files.map((file) => `${file}\n`).join(''));
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  const code = await ended;
  if (code !== 0) throw new Error(`${judge} ended with exit code ${code}\n${complaint.trim()}`);
  return answers;
}

/** The files in n batches of about the same size. */
function dealt(files, heaps) {
  const all = Array.from({ length: heaps }, (_, heap) => files.filter((_, index) => index % heaps === heap));
  return all.filter((heap) => heap.length > 0);
}
