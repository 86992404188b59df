import './setup/node-version.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/steps.mjs';

/**
 * `npm run nodes`: runs the unit tests on each supported major version of Node.js other than this one, and checks
 * that each entry point prints one sentence on an older version. The npm package `node` provides the programs; they
 * are kept in the cache folder.
 */
const supported = ['20.19.6', '22.23.3', '24.21.0'];
const tooOld = '18.20.8';

await setUp({ purpose: 'run' });
const failed = [];
const verify = (name, isGood) => {
  console.log(`${isGood ? 'passed' : 'FAILED'}: ${name}`);
  if (!isGood) failed.push(name);
};
// Jest gets one worker for each version, so the versions share the processors. `npm test` has run on this version.
const majorOf = (version) => version.split('.')[0];
const waiting = supported.filter((version) => majorOf(version) !== majorOf(process.versions.node));
const testWaiting = async () => {
  for (let version = waiting.shift(); version; version = waiting.shift()) {
    const { isGood, output } = await runUnitTests(await nodeOf(version));
    console.log(`\n== Node.js ${version}\n${output.trim()}`);
    verify(`unit tests on ${version}`, isGood);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, testWaiting));
console.log(`\n== Node.js ${tooOld}`);
const old = await nodeOf(tooOld);
for (const name of readdirSync(inRoot('bin')).filter((entry) => entry.endsWith('.mjs'))) {
  verify(`bin/${name} refuses ${tooOld} in one sentence`, refuses(old, name));
}
process.exitCode = failed.length > 0 ? 1 : 0;

/** The path of the Node.js program of a version. Installs it if it is not in the cache. */
async function nodeOf(version) {
  const folder = join(cacheFolder(), 'node', version);
  const program = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`], { cwd: folder });
  }
  const found = (await run(program, ['--version'])).trim();
  if (found !== `v${version}`) throw new Error(`${program} is ${found}, not v${version}`);
  return program;
}

function runUnitTests(node) {
  const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.unit.config.mjs', '--reporters', 'summary', '-i'];
  const args = ['--experimental-vm-modules', '--no-warnings', ...jest];
  const child = spawn(node, args, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ isGood: code === 0, output }));
  });
}

function refuses(node, name) {
  const { status, stdout, stderr } = spawnSync(node, [inRoot('bin', name)], { encoding: 'utf8' });
  return status === 1 && stdout === '' && /^claimloop needs Node\.js [^\n]+\n$/.test(stderr);
}
