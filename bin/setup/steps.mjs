import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseClient, javascript, workflowBundle } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, inRoot } from './paths.mjs';
import { findTemporalCli, getTemporalCli } from './temporal-cli.mjs';
import { findTestServer, getTestServer } from './test-server.mjs';

const buildLock = () => inRoot('.cache/setup.lock');
const programLock = () => join(cacheFolder(), 'setup.lock');

const steps = [
  { name: 'packages', label: 'npm packages', isDone: isInstalled, run: install },
  { name: 'database-client', label: 'database client', ...databaseClient },
  { name: 'javascript', label: 'JavaScript', ...javascript },
  { name: 'workflow-bundle', label: 'workflow bundle', ...workflowBundle },
].map((step) => ({ ...step, lock: buildLock }));

// An installed npm package is already built.
const building = existsSync(inRoot('tsconfig.build.json')) ? steps : [];

const serving = [program('temporal-cli', 'Temporal server', 'CLAIMLOOP_TEMPORAL_CLI', findTemporalCli, getTemporalCli)];

const testing = [
  program('test-server', 'time-skipping Temporal server', 'CLAIMLOOP_TEST_SERVER', findTestServer, getTestServer),
];

/** The steps for each purpose: "run" for commands, "serve" also for servers, "servers" only those, "test" all. */
export const purposes = {
  run: building,
  serve: [...building, ...serving],
  servers: [...serving, ...testing],
  test: [...building, ...serving, ...testing],
};

/**
 * Builds and fetches what a purpose needs. Calls `report` for each step with
 * {step, label, index, total, state: 'checked' | 'started' | 'done', note?, seconds?}.
 * Sets CLAIMLOOP_TEMPORAL_CLI and CLAIMLOOP_TEST_SERVER to the programs found, for child processes.
 */
export async function setUp({ purpose = 'run', report = () => {} } = {}) {
  const steps = purposes[purpose];
  for (const [index, step] of steps.entries()) {
    const place = { step: step.name, label: step.label, index, total: steps.length };
    if (await step.isDone()) report({ ...place, state: 'checked', note: step.note?.() });
    else await withLock(step.lock(), () => perform(step, place, report));
  }
}

async function perform(step, place, report) {
  const began = Date.now();
  // Another process may have run the step while this one waited for the lock.
  if (!(await step.isDone())) {
    report({ ...place, state: 'started' });
    await step.run();
  }
  report({ ...place, state: 'done', note: step.note?.(), seconds: (Date.now() - began) / 1000 });
}

function program(name, label, variable, find, get) {
  let found;
  const use = (program) => {
    found = program;
    if (program) process.env[variable] = program.path;
    return program !== undefined;
  };
  return {
    name,
    label,
    lock: programLock,
    isDone: async () => use(await find()),
    run: async () => use(await get()),
    note: () => `${found.path} (from ${found.from})`,
  };
}
