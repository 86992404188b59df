import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

/** Number of generated files per transaction set other than 837P. */
const others = { 835: 300, 270: 100, 276: 100, '277ca': 60, 271: 60, 277: 60 };

/** Generated files by set: 837P of every kind, and the other sets; acknowledgments (999) are made by `x12 ack`. */
export async function generatedFiles(folder, count, seed) {
  const { generatedFile } = await import(inRoot('dist/x12/generate/index.js'));
  const bySet = {};
  for (const [set, files] of Object.entries({ '837p': count, ...others })) {
    mkdirSync(join(folder, set), { recursive: true });
    bySet[set] = Array.from({ length: files }, (_, number) => {
      const { kind, bytes } = generatedFile(set, seed, number);
      const file = join(folder, set, `${String(number).padStart(6, '0')}-${kind}.edi`);
      writeFileSync(file, bytes);
      return file;
    });
  }
  return bySet;
}

/** Writes acknowledgments (999) of generated claims, most of which have a fault. */
export async function acknowledgments(folder, claims) {
  mkdirSync(folder, { recursive: true });
  const answers = [];
  for (const [index, claim] of claims.entries()) {
    const given = join(folder, `${index}.837`);
    writeFileSync(given, broken(readFileSync(claim, 'latin1'), index), 'latin1');
    const answer = join(folder, `${index}.999`);
    await run(process.execPath, [
      inRoot('bin/claimloop.mjs'),
      'x12',
      'ack',
      given,
      ...['--out', answer, '--on', '2026-11-02', '--at', '0800', '--control', String(index + 1)],
    ]);
    answers.push(answer);
  }
  return answers;
}

/** A file with one fault after ST: a segment missing, doubled, misplaced, unknown, or with a bad element. */
function broken(text, index) {
  const segments = text.split('~');
  const at = 8 + ((index * 7) % Math.max(1, segments.length - 14));
  const segment = segments[at];
  const faults = [
    () => segments,
    () => segments.toSpliced(at, 1),
    () => segments.toSpliced(at, 0, segment),
    () => segments.toSpliced(at, 1, `${segment}*X*Y*Z`),
    () => segments.toSpliced(at, 1, segment.replace(/\*[^*]*$/, '*')),
    () => segments.toSpliced(at, 0, 'ZZZ*1'),
    () => segments.map((one) => one.replace(/^(CLM\*.*):1\*/, '$1:7*')),
    () => segments.map((one) => one.replace(/^SBR\*P\*(.*)\*\w\w$/, 'SBR*S*$1*MB')),
    () => segments.toSpliced(at, 2, segments[at + 1], segment),
  ];
  return faults[index % faults.length]().join('~');
}

/** The files that the practice and the payer exchanged in a demo, by transaction set. */
export async function exchangedFiles(folder) {
  const bySet = {};
  for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
    const file = join(folder, name);
    const set = setOf(file);
    if (set) (bySet[set] ??= []).push(file);
  }
  for (const set of ['837p', '999', '277ca', '835']) {
    if (!bySet[set]) throw new Error(`${folder} contains no ${set}`);
  }
  return bySet;
}

function setOf(file) {
  const text =
    file.endsWith('.x12') || file.endsWith('.edi') || file.endsWith('.837') ? readFileSync(file, 'latin1') : '';
  const set = /[~\n]ST.(\d{3})/.exec(text)?.[1];
  return { 837: '837p', 277: '277ca' }[set] ?? set;
}
