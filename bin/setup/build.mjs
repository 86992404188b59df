import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './places.mjs';
import { run } from './run.mjs';
import { fingerprint, isFresh, writeStamp } from './stamp.mjs';

const sources = ['activities', 'bench', 'client', 'domain', 'fuzz', 'prisma', 'sandbox', 'workers', 'workflows', 'x12'];
const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'bin/setup/build.mjs'];
const bundled = ['workflows', 'domain', 'x12', 'client/encryption', ...settings];

/** The pre-built workflow bundle, for a worker's `workflowBundle.codePath`. */
const bundlePath = inRoot('dist/workflow-bundle.js');

/** prisma/generated: the database client, typed from prisma/schema.prisma. */
export const databaseClient = step('prisma/generated/.stamp', ['prisma/schema.prisma', ...settings], async () => {
  // `generate` needs no schema engine, but looks for one and would download it: any program will do in its place.
  const quiet = { PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...quiet };
  const prisma = inRoot('node_modules/prisma/build/index.js');
  await run(process.execPath, [prisma, 'generate', '--schema', 'prisma/schema.prisma'], { cwd: inRoot(), env });
});

/** dist/: the TypeScript sources as JavaScript, beside copies of the other files that are read at run time. */
export const javascript = step('dist/.stamp', [...sources, ...settings], async () => {
  const next = inRoot('dist.next');
  rmSync(next, { recursive: true, force: true });
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', next], { cwd: inRoot() });
  for (const folder of sources) copyResources(folder, next);
  keepBundle(next);
  swap(next, inRoot('dist'));
});

/** dist/workflow-bundle.js: what workers run as workflow code, built once instead of at every start. */
export const workflowBundle = step('dist/.stamp-bundle', bundled, async () => {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const { bundleOptions } = await import(pathToFileURL(inRoot('dist/workers/bundle-options.js')).href);
  const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({ ...bundleOptions(), logger: quiet });
  writeFileSync(`${bundlePath}.next`, code);
  renameSync(`${bundlePath}.next`, bundlePath);
});

function step(stamp, inputs, make) {
  return {
    isDone: () => isFresh(inRoot(stamp), fingerprint(inputs)),
    async run() {
      const print = fingerprint(inputs);
      await make();
      writeStamp(inRoot(stamp), print);
    },
  };
}

function copyResources(folder, target) {
  for (const entry of readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(inRoot().length);
    if (!entry.isFile() || extname(path) === '.ts' || /^\.|^tsconfig/.test(entry.name)) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(inRoot(path), join(target, path));
  }
}

// The bundle has inputs of its own, so that a change elsewhere does not build it again.
function keepBundle(target) {
  for (const name of ['workflow-bundle.js', '.stamp-bundle']) {
    const present = inRoot('dist', name);
    if (existsSync(present)) cpSync(present, join(target, name), { preserveTimestamps: true });
  }
}

// Whoever is running from the old folder keeps whole files, never a mixture.
function swap(next, current) {
  const old = `${current}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(next, current);
  rmSync(old, { recursive: true, force: true });
}
