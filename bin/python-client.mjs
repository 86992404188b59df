#!/usr/bin/env node
// `npm run python-client`: checks docs/codec-vectors.json with a second implementation, and runs
// docs/claimloop_client.py against an installation. Needs Python 3.10 or newer.
import './setup/node-version.mjs';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonWith } from './python/environment.mjs';
import { exampleIntake, withInstallation } from './setup/installation.mjs';
import { inRoot } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { setUp } from './setup/steps.mjs';

const packages = ['temporalio==1.35.0', 'cryptography==50.0.2', 'protobuf==7.36.2'];

const correction = {
  correctionId: 'python-1',
  by: 'jlee',
  reason: 'Number found: Łódź, 東京',
  set: { 'claim.priorAuthorizationNumber': 'A1234' },
};

async function main() {
  await setUp({ purpose: 'serve' });
  const python = await pythonWith('client', packages);
  const vectors = [inRoot('bin/python/vectors.py'), 'check', inRoot('docs/codec-vectors.json')];
  process.stdout.write(await run(python, vectors, { env: { PYTHONDONTWRITEBYTECODE: '1' } }));
  await withInstallation(async (folder) => {
    await verifyClaim(python, folder);
    await verifyRefusal(python, folder);
  });
}

/** The example claim is denied, corrected by the script, and is then in the database as the typed client shows it. */
async function verifyClaim(python, folder) {
  const printed = await runScript(python, folder, exampleIntake('PYTHON000001'));
  const { connectClaimloop } = await import('../dist/client/index.js');
  const claimloop = await connectClaimloop(folder);
  try {
    const { reason, ...found } = JSON.parse((await claimloop.inputs('PYTHON000001'))[0].content);
    assert.deepEqual({ ...found, reason }, correction);
    assert.equal(printed.version, 2);
    assert.ok(printed.statuses.includes('DENIED'), `statuses: ${printed.statuses.join(', ')}`);
  } finally {
    await claimloop.close();
  }
  console.log('Python client: started, corrected and read a claim');
}

/** An intake with a problem ends as REFUSED, with the path of the problem. */
async function verifyRefusal(python, folder) {
  const bad = exampleIntake('PYTHON000002');
  const printed = await runScript(python, folder, { ...bad, billing: { ...bad.billing, npi: '1999999985' } });
  assert.equal(printed.status, 'REFUSED');
  assert.match(printed.next, /billing\.npi/);
  console.log('Python client: read why a claim was refused');
}

/** Runs docs/claimloop_client.py; returns the status that it printed last. */
async function runScript(python, folder, content) {
  const files = Object.entries({ intake: content, correction }).map(([name, value]) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(value));
    return path;
  });
  const { temporal } = JSON.parse(readFileSync(join(folder, 'endpoints.json'), 'utf8'));
  const env = {
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    CLAIMLOOP_KEYS: readFileSync(join(folder, 'keys'), 'utf8'),
  };
  const printed = await run(python, [inRoot('docs/claimloop_client.py'), ...files], { env, timeoutMs: 120_000 });
  return JSON.parse(printed.slice(printed.indexOf('{\n')));
}

main().catch((error) => {
  console.error(`python-client: ${error.message}`);
  process.exitCode = 1;
});
