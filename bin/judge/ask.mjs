import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder, inRoot } from '../setup/paths.mjs';
import { judgePython } from './install.mjs';

/** A validator's findings for each file: [{file, findings: [{place, line?, text}]}], in any order. */
export async function ask(judge, files) {
  const python = await judgePython(judge);
  const args = judge === 'pyx12' ? [join(cacheFolder(), 'judges', 'pyx12-maps')] : [];
  const batches = batchesOf(files, Math.min(4, availableParallelism()));
  const answers = await Promise.all(batches.map((batch) => askOne(python, judge, args, batch)));
  const all = answers.flat();
  if (all.length !== files.length) throw new Error(`${judge} answered for ${all.length} of ${files.length} files`);
  return all;
}

async function askOne(python, judge, args, files) {
  const child = spawn(python, [inRoot(`bin/judge/judge_${judge}.py`), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-2_000);
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  // If a validator crashes, its exit code is a better message than the broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(files.map((file) => `${file}\n`).join(''));
  const answers = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line));
  const code = await ended;
  if (code !== 0) throw new Error(`${judge} ended with exit code ${code}\n${stderr.trim()}`);
  return answers;
}

/** Splits the files into n batches of about the same size. */
function batchesOf(files, n) {
  const all = Array.from({ length: n }, (_, batch) => files.filter((_, index) => index % n === batch));
  return all.filter((batch) => batch.length > 0);
}
