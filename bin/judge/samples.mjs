import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { ask } from './ask.mjs';

/** Public test files next to the checkout; their licenses do not allow including them. */
const folder = inRoot('../shared/samples');

/**
 * Compares our verdict on each public sample with pyx12's: {compared, unknown, differences, surprises}. differences.tsv
 * lists the known differences, with who is right and why. `surprises` are new differences and listed ones that no
 * longer occur. `unknown` counts files whose guide pyx12 or our checker does not support.
 */
export async function compareSamples() {
  if (!existsSync(join(folder, 'INDEX.tsv'))) throw new Error(`the public samples are not at ${folder}`);
  const paths = rowsOf(join(folder, 'INDEX.tsv')).map(([path]) => path);
  const { FileChecker } = await import(inRoot('dist/x12/index.js'));
  const answers = await ask(
    'pyx12',
    paths.map((path) => join(folder, path)),
  );
  const theirs = new Map(answers.map(({ file, findings }) => [file, verdictOf(findings)]));
  const ours = new Map(paths.map((path) => [path, ourVerdict(FileChecker, readFileSync(join(folder, path)))]));
  const judged = paths.filter(
    (path) => theirs.get(join(folder, path)) !== 'no-map' && ours.get(path) !== 'not checked',
  );
  const known = new Map(
    rowsOf(inRoot('bin/judge/differences.tsv')).map(([path, ours, pyx12]) => [path, `${ours} ${pyx12}`]),
  );
  const surprises = judged.flatMap((path) => {
    const [verdict, pyx12] = [ours.get(path), theirs.get(join(folder, path))];
    const found = verdict === pyx12 ? undefined : `${verdict} ${pyx12}`;
    if (found === known.get(path)) return [];
    return [`${path}: ours ${verdict}, pyx12 ${pyx12}; differences.tsv: ${known.get(path) ?? 'no difference'}`];
  });
  return { compared: judged.length, unknown: paths.length - judged.length, differences: known.size, surprises };
}

function rowsOf(file) {
  const lines = readFileSync(file, 'utf8').split('\n').slice(1).filter(Boolean);
  return lines.map((line) => line.split('\t'));
}

function verdictOf(findings) {
  if (findings.length === 0) return 'valid';
  if (findings.some(({ text }) => text.includes('Map not found'))) return 'no-map';
  return findings.some(({ text }) => /^\w+Error: /.test(text)) ? 'crashed' : 'invalid';
}

function ourVerdict(FileChecker, bytes) {
  const checker = new FileChecker();
  checker.push(bytes);
  const { interchanges, unreadable } = checker.end();
  const groups = interchanges.flatMap((interchange) => interchange.groups);
  const places = [...interchanges, ...groups, ...groups.flatMap((group) => group.transactions)];
  const isFaulty = places.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  if (unreadable || isFaulty) return 'invalid';
  // Sets of unsupported guides are read but not checked, so there is no verdict to compare.
  return groups.every((group) => group.transactions.every(({ isChecked }) => isChecked)) ? 'valid' : 'not checked';
}
