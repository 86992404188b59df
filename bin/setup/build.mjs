import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { fingerprint, isFresh, writeStamp } from './stamp.mjs';

const sources = ['activities', 'bench', 'client', 'domain', 'fuzz', 'prisma', 'sandbox', 'workers', 'workflows', 'x12'];
const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'bin/setup/build.mjs'];
const bundled = ['workflows', 'domain', 'x12', 'client/encryption', ...settings];

/** The pre-built workflow bundle, for a worker's `workflowBundle.codePath`. */
const bundlePath = inRoot('dist/workflow-bundle.js');

/** Builds prisma/generated: the database client, typed from prisma/schema.prisma. */
export const databaseClient = step('prisma/generated/.stamp', ['prisma/schema.prisma', ...settings], async () => {
  // `generate` does not use the schema engine but downloads it if it is missing, so name any other program.
  const quiet = { PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...quiet };
  const prisma = inRoot('node_modules/prisma/build/index.js');
  await run(process.execPath, [prisma, 'generate', '--schema', 'prisma/schema.prisma'], { cwd: inRoot(), env });
});

/** Builds dist/: the TypeScript sources as JavaScript, and copies of the other files that are read at run time. */
export const javascript = step('dist/.stamp', [...sources, ...settings], async () => {
  const next = inRoot('dist.next');
  rmSync(next, { recursive: true, force: true });
  const tsc = inRoot('node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', next], { cwd: inRoot() });
  for (const folder of sources) copyResources(folder, next);
  keepBundle(next);
  swap(next, inRoot('dist'));
});

/** Builds dist/workflow-bundle.js, so that workers do not bundle the workflow code at every start. */
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

// The bundle has its own list of inputs, so that a change elsewhere does not rebuild it.
function keepBundle(target) {
  for (const name of ['workflow-bundle.js', '.stamp-bundle']) {
    const present = inRoot('dist', name);
    if (existsSync(present)) cpSync(present, join(target, name), { preserveTimestamps: true });
  }
}

// A process that runs from the old folder never loads a mixture of old and new files.
function swap(next, current) {
  const old = `${current}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(next, current);
  rmSync(old, { recursive: true, force: true });
}
