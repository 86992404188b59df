#!/usr/bin/env node
// Checks generated files with independent validators: node bin/judge.mjs [--count N] [--seed S] [--exchanged DIR]
// DIR contains the files of a demo (demo --exchanged DIR). Without --exchanged, this script runs a demo.
import './setup/node-version.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask } from './judge/ask.mjs';
import { acknowledgments, exchangedFiles, generatedFiles } from './judge/files.mjs';
import { withoutMistakes } from './judge/known-mistakes.mjs';
import { compareSamples } from './judge/samples.mjs';
import { inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/steps.mjs';

/** The transaction sets that each validator supports. */
const supportedSets = {
  pyx12: ['837p', '835', '999', '277ca'],
  lfh: ['837p', '270', '271', '276', '277'],
};

async function main() {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      exchanged: { type: 'string' },
    },
  });
  await setUp();
  const folder = mkdtempSync(join(tmpdir(), 'claimloop-judge-'));
  try {
    // Report both results, even if the first one fails.
    const verdicts = [await judgeFiles(folder, values), await judgeSamples()];
    process.exitCode = verdicts.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeFiles(folder, { count, seed, exchanged }) {
  const generated = await generatedFiles(folder, Number(count), Number(seed));
  generated['999'] = await acknowledgments(join(folder, '999'), generated['837p'].slice(0, 60));
  const sent = await exchangedFiles(exchanged ?? (await demonstrate(join(folder, 'exchanged'))));
  let isGood = true;
  for (const [judge, sets] of Object.entries(supportedSets)) {
    for (const set of sets) {
      for (const [origin, files] of [
        ['generated', generated[set] ?? []],
        ['exchanged', sent[set] ?? []],
      ]) {
        if (files.length > 0 && !(await judgeSome(judge, `${set} ${origin}`, files))) isGood = false;
      }
    }
  }
  return isGood;
}

async function demonstrate(folder) {
  await run(process.execPath, [inRoot('bin/claimloop.mjs'), 'demo', '--exchanged', folder]);
  return folder;
}

async function judgeSome(judge, name, files) {
  const answers = await ask(judge, files);
  const faulty = answers
    .map(({ file, findings }) => ({
      file,
      findings,
      left: withoutMistakes(judge, findings, readFileSync(file, 'latin1')),
    }))
    .filter(({ left }) => left.length > 0);
  const mistaken = answers.filter(({ findings }) => findings.length > 0).length - faulty.length;
  const kinds = new Set(files.map((file) => /^\d{6}-(.*)\.edi$/.exec(basename(file))?.[1]).filter(Boolean));
  const counts = [
    `${files.length} file(s)`,
    kinds.size > 0 && `${kinds.size} kinds`,
    mistaken > 0 && `${mistaken} with only known mistakes of the validator`,
  ];
  console.log(`${judge.padEnd(6)} ${name.padEnd(16)} ${faulty.length} faulty of ${counts.filter(Boolean).join(', ')}`);
  for (const { file, left } of faulty.slice(0, 10)) {
    for (const { place, line, text } of left.slice(0, 5))
      console.log(`  ${basename(file)} ${line ?? ''} ${place} ${text.slice(0, 120)}`);
  }
  return faulty.length === 0;
}

async function judgeSamples() {
  const { compared, unknown, differences, surprises } = await compareSamples();
  console.log(
    `samples: ${compared} compared with pyx12 (${unknown} not supported), ` +
      `${differences} known difference(s), ${surprises.length} unexpected`,
  );
  for (const surprise of surprises) console.log(`  ${surprise}`);
  return surprises.length === 0;
}

main().catch((error) => {
  console.error(`judge: ${error.message}`);
  process.exitCode = 1;
});
