import './setup/node-version.mjs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, inRoot } from './setup/places.mjs';

/**
 * `npm run mutate [-- --mutate PREFIX[,PREFIX] --concurrency N]`: changes the code in one small way at a time, and runs
 * the tests of the same folder on each change. A prefix names a folder or a file. Prints each change that no test
 * noticed. Fails when the score of a folder is below its aim, in percent.
 */
const folders = [
  { name: 'domain/ledger', aim: 95 },
  { name: 'domain/remittance', aim: 95 },
  ...['denial', 'coverage', 'dunning', 'policy'].map((name) => ({ name: `domain/${name}`, aim: 85 })),
  // What a payer's answer counts as: accepted, received or rejected.
  { name: 'domain/edi', aim: 85, files: ['domain/edi/acknowledgments-from-x12.ts'] },
  { name: 'client/encryption', aim: 85 },
  { name: 'workers', aim: 85, files: ['workers/activity-interceptor.ts', 'workers/log.ts', 'activities/failures.ts'] },
];
// Loaded late, so that an older Node still gets its one sentence.
const { Stryker } = await import('@stryker-mutator/core');
const killed = ['Killed', 'Timeout'];
const counted = [...killed, 'Survived', 'NoCoverage'];

function print({ fileName, location, mutatorName, replacement, status }) {
  const { line, column } = location.start;
  const place = `${relative(inRoot('.'), fileName)}:${line}:${column}`;
  return `${place} ${status} ${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}`;
}

/** What is to be mutated of a folder: all of it, or what the prefixes name of it. */
function filesOf({ name, files = [`${name}/**/*.ts`] }, prefixes) {
  if (!prefixes || prefixes.some((prefix) => name.startsWith(prefix.replace(/\/$/, '')))) return files;
  return prefixes.filter((prefix) => prefix.startsWith(`${name}/`) || files.includes(prefix));
}

async function mutate({ name, aim }, files) {
  const results = await new Stryker({
    configFile: 'stryker.config.mjs',
    mutate: files,
    concurrency: Number(values.concurrency),
    incrementalFile: join(cacheFolder(), 'mutate', `${name.replaceAll('/', '-')}.json`),
    jest: {
      configFile: 'jest.mutate.config.mjs',
      config: { testMatch: [`<rootDir>/test/${name}/**/*.test.ts`] },
    },
  }).runMutationTest();
  const mutants = results.filter(({ status }) => counted.includes(status));
  const missed = mutants.filter(({ status }) => !killed.includes(status));
  for (const mutant of missed) console.log(print(mutant));
  const score = mutants.length === 0 ? 0 : 100 - (100 * missed.length) / mutants.length;
  console.log(`${name}: ${score.toFixed(1)} % of ${mutants.length} changes were noticed; the aim is ${aim} %`);
  return score >= aim;
}

const { values } = parseArgs({
  options: { mutate: { type: 'string' }, concurrency: { type: 'string', default: '1' } },
});
const prefixes = values.mutate?.split(',');
const chosen = folders.map((folder) => ({ folder, files: filesOf(folder, prefixes) })).filter(({ files }) => files[0]);
if (chosen.length === 0) console.error(`Nothing that is mutated begins with ${values.mutate}.`);
process.exitCode = chosen.length === 0 ? 1 : 0;
for (const { folder, files } of chosen) if (!(await mutate(folder, files))) process.exitCode = 1;
