import './setup/node-version.mjs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, inRoot } from './setup/paths.mjs';

/**
 * `npm run mutate [-- --mutate PREFIX[,PREFIX] --concurrency N]`: makes one small change to the code at a time and runs
 * the tests of the same folder. A prefix names a folder or a file. Prints each change that no test detects. Fails if
 * the score of a folder is below its target, in percent.
 */
const folders = [
  { name: 'domain/ledger', target: 95 },
  { name: 'domain/remittance', target: 95 },
  ...['denial', 'coverage', 'dunning', 'policy'].map((name) => ({ name: `domain/${name}`, target: 85 })),
  // Whether a payer's answer means accepted, received or rejected.
  { name: 'domain/edi', target: 85, files: ['domain/edi/acknowledgments-from-x12.ts'] },
  // Deadlines and amounts.
  {
    name: 'domain/dates',
    target: 85,
    files: ['calendar', 'clock', 'dates', 'money'].map((file) => `domain/${file}.ts`),
    tests: ['calendar', 'clock', 'dates', 'money'].map((test) => `test/domain/${test}.test.ts`),
  },
  {
    name: 'client/encryption',
    target: 85,
    // Not the vectors: that test loads its modules by `import()`, for which the runner has no hook.
    tests: ['codec', 'key-check', 'keys'].map((test) => `test/client/encryption/${test}.test.ts`),
  },
  {
    name: 'workers',
    target: 85,
    files: ['workers/activity-interceptor.ts', 'workers/log.ts', 'activities/failures.ts'],
    tests: ['activity-interceptor', 'error-log', 'failures'].map((test) => `test/workers/${test}.test.ts`),
  },
];
// Imported after the version check, so that an older Node.js prints one sentence instead of a stack trace.
const { Stryker } = await import('@stryker-mutator/core');
const killed = ['Killed', 'Timeout'];
const counted = [...killed, 'Survived', 'NoCoverage'];

function print({ fileName, location, mutatorName, replacement, status }) {
  const { line, column } = location.start;
  const place = `${relative(inRoot('.'), fileName)}:${line}:${column}`;
  return `${place} ${status} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}`;
}

/** The files of a folder to mutate: all of them, or those that match a prefix. */
function filesOf({ name, files = [`${name}/**/*.ts`] }, prefixes) {
  if (!prefixes || prefixes.some((prefix) => name.startsWith(prefix.replace(/\/$/, '')))) return files;
  return prefixes.filter((prefix) => prefix.startsWith(`${name}/`) || files.includes(prefix));
}

async function mutate({ name, target, tests = [`test/${name}`] }, files) {
  const results = await new Stryker({
    configFile: 'stryker.config.mjs',
    mutate: files,
    concurrency: Number(values.concurrency),
    incrementalFile: join(cacheFolder(), 'mutate', `${name.replaceAll('/', '-')}.json`),
    inProcess: { tests },
  }).runMutationTest();
  const mutants = results.filter(({ status }) => counted.includes(status));
  const missed = mutants.filter(({ status }) => !killed.includes(status));
  for (const mutant of missed) console.log(print(mutant));
  const score = mutants.length === 0 ? 0 : 100 - (100 * missed.length) / mutants.length;
  console.log(`${name}: ${score.toFixed(1)} % of ${mutants.length} changes were detected; the target is ${target} %`);
  return score >= target;
}

const { values } = parseArgs({
  options: { mutate: { type: 'string' }, concurrency: { type: 'string', default: '1' } },
});
const prefixes = values.mutate?.split(',');
const chosen = folders.map((folder) => ({ folder, files: filesOf(folder, prefixes) })).filter(({ files }) => files[0]);
if (chosen.length === 0) console.error(`No mutated folder or file begins with ${values.mutate}.`);
process.exitCode = chosen.length === 0 ? 1 : 0;
for (const { folder, files } of chosen) if (!(await mutate(folder, files))) process.exitCode = 1;
