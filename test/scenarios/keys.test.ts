import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { prefixOf, sealedColumns } from '../../activities/store/vault.ts';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import { openInstallation } from '../../workers/keys/installation.ts';
import { retire } from '../../workers/keys/retire.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// The keys of a running installation are rotated: open claims go on, and the old key is retired once nothing needs it.

let office: RunningInstallation;
beforeAll(async () => void (office = await bringUp()), 120_000);
afterAll(() => office?.remove());

function claimloop(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const program = fileURLToPath(new URL('../../bin/claimloop.mjs', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args, '--data', office.folder], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Values in the database that the key of that id encrypted. */
async function valuesOf(keyId: string): Promise<number> {
  const client = new Client({ connectionString: office.endpoints().migrationDatabaseUrl });
  await client.connect();
  const prefix = prefixOf(keyId);
  const counts = sealedColumns.map((column) => {
    const [table, name] = column.split('.');
    return `(select count(*) from ${table} where substring(${name} from 1 for ${prefix.length}) = $1)`;
  });
  const { rows } = await client.query<{ n: string }>(`select ${counts.join(' + ')} as n`, [prefix]);
  await client.end();
  return Number(rows[0]?.n);
}

const keyIds = (): readonly string[] =>
  readFileSync(join(office.folder, 'keys'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(':')[0] ?? '');

/** Starts the claim of a scenario with the client that is connected since before the rotation. */
async function start(scenario: number, seed: number): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const started = await office.claimloop.startClaim(builtInClaims(scenarios.length, seed, day)[scenario - 1]?.intake);
  if (started.kind !== 'started') throw new Error(started.kind);
  return started.claimId;
}

async function until(claimId: string, wanted: string): Promise<void> {
  for (const limit = Date.now() + 60_000; ; await pause(200)) {
    const { status } = await office.claimloop.status(claimId);
    if (status === wanted) return;
    if (Date.now() > limit) throw new Error(`${claimId} is ${status}, not ${wanted}`);
  }
}

/** `claimloop keys retire`, in this process. */
async function retireKey(id: string): Promise<{ readonly code: number; readonly said: string }> {
  const installation = await openInstallation(office.folder);
  const said: string[] = [];
  try {
    return { code: await retire(installation, id, (line) => said.push(line)), said: said.join('\n') };
  } finally {
    await installation.close();
  }
}

test('after a rotation open claims go on, and the old key is retired when no open claim needs it', async () => {
  const before = await start(4, 71);
  await until(before, 'NEEDS_CORRECTION');
  await expect(retireKey('test')).rejects.toThrow('Key test encrypts: first make another one');

  const rotated = await claimloop('keys', 'rotate');
  const [next = '', ...others] = keyIds();
  expect([rotated.code, others]).toEqual([0, ['test']]);
  expect(rotated.out).toContain(`Key ${next} encrypts from now on; key test still decrypts what it encrypted.`);
  const after = await start(1, 72);
  await until(after, 'SETTLED');
  expect((await office.claimloop.status(before)).status).toBe('NEEDS_CORRECTION');
  expect(await valuesOf(next)).toBeGreaterThan(5);

  const needed = await retireKey('test');
  expect(needed).toEqual({ code: 1, said: expect.stringMatching(/not retired: open histories need it/) });
  expect(needed.said).toContain(`claim-${before}`);
  expect(await valuesOf('test')).toBe(0);

  const correction = { correctionId: 'c1', by: 'ann', reason: 'found', set: { 'claim.priorAuthorizationNumber': '1' } };
  expect(await office.claimloop.correctClaim(before, correction)).toEqual({ outcome: 'taken' });
  await until(before, 'SETTLED');
  const last = await start(1, 73);
  await until(last, 'SETTLED');
  const retired = await retireKey('test');
  expect(retired).toEqual({ code: 0, said: expect.stringContaining('Key test is retired.') });
  expect(retired.said).toMatch(new RegExp(`closed histories that need it, \\d+ in all: .*claim-${before}`));
  expect(retired.said).not.toContain(`claim-${last}`);
  expect(JSON.parse((await claimloop('keys', 'list', '--json')).out)).toEqual([
    { id: 'test', state: 'retired', isHere: true },
    { id: next, state: 'active', isHere: true },
  ]);
  expect((await office.claimloop.trialBalance()).balanced).toBe(true);
}, 120_000);
