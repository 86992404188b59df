import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mjs';

/** Starts an installation with short days in a new folder, does the work with that folder, and removes it again. */
export async function withInstallation(work) {
  const folder = mkdtempSync(join(tmpdir(), 'claimloop-installation-'));
  const child = await bringUp(folder);
  try {
    return await work(folder);
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bringUp(folder) {
  const args = [inRoot('dist/workers/up.js'), '--data', folder, '--day', '3'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the installation did not start (exit code ${code})`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"ready":true')) resolve();
    });
  });
  return child;
}

/** The example patient file, with an id of its own and today as its date of service. */
export function exampleIntake(patientControlNumber) {
  const example = JSON.parse(readFileSync(inRoot('docs/example-intake.json'), 'utf8'));
  const serviceDate = new Date().toISOString().slice(0, 10);
  const serviceLines = example.claim.serviceLines.map((line) => ({ ...line, serviceDate }));
  const claim = { ...example.claim, serviceLines };
  return { ...example, externalId: patientControlNumber, patientControlNumber, claim };
}
