import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtInClaims } from '../../client/demo/intakes.ts';
import { scenarios } from '../../client/demo/scenario.ts';
import { bringUp, type RunningInstallation } from '../support/installation.ts';

// Runs the commands against a running installation, with valid and invalid input.

let office: RunningInstallation;
let files: string;

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'claimloop-commands-'));
  office = await bringUp();
}, 120_000);
afterAll(async () => {
  await office?.remove();
  await rm(files, { recursive: true, force: true });
}, 60_000);

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function claimloop(...args: readonly string[]): Promise<Ran> {
  const program = fileURLToPath(new URL('../../bin/claimloop.mjs', import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args, '--data', office.folder], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('exit', (code) => resolve({ code, out, err }));
  });
}

async function fileOf(name: string, content: unknown): Promise<string> {
  const path = join(files, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const day = new Date().toISOString().slice(0, 10);
/** The patient file of one scenario. */
const intakeOf = (scenario: number, seed: number): Record<string, unknown> =>
  builtInClaims(scenarios.length, seed, day)[scenario - 1]?.intake as Record<string, unknown>;

async function startOne(scenario: number, seed: number): Promise<string> {
  const { out } = await claimloop(
    'start',
    await fileOf(`${scenario}-${seed}.json`, intakeOf(scenario, seed)),
    '--json',
  );
  return (JSON.parse(out) as { claimId: string }[])[0]?.claimId ?? '';
}

async function until(claimId: string, status: string): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; await pause(200)) {
    if ((await office.claimloop.status(claimId)).status === status) return;
  }
  throw new Error(`${claimId} did not become ${status}`);
}

describe('claimloop start', () => {
  test('starts a claim; the same file does not start another; different content is a conflict', async () => {
    const file = await fileOf('one.json', intakeOf(1, 21));
    const first = await claimloop('start', file);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('started') });
    expect(await claimloop('start', file)).toMatchObject({ code: 0, out: expect.stringContaining('already exists') });
    const other = { ...intakeOf(1, 21), patientControlNumber: 'OTHER12345' };
    const conflict = await claimloop('start', await fileOf('other.json', other));
    expect(conflict).toMatchObject({ code: 1, out: expect.stringContaining('conflict') });
  });

  test('lists every error of an invalid file with path, found and allowed values, and starts nothing', async () => {
    const bad = { ...intakeOf(1, 22), billing: { npi: '1999999985' }, surprise: 1 };
    const { code, out } = await claimloop('start', await fileOf('bad.json', bad));
    expect(code).toBe(1);
    expect(out).toMatch(/billing\.npi: found .*; allowed: a ten-digit NPI/);
    expect(out).toMatch(/surprise: found a field that does not exist/);
    expect(out).toMatch(/billing\.taxId/);
  });

  test('names the policy profiles when the file asks for another one, and the file can then be started', async () => {
    const intake = { ...intakeOf(1, 23), policy: { profile: 'nope' } };
    const { code, out } = await claimloop('start', await fileOf('profile.json', intake));
    expect(code).toBe(1);
    expect(out).toContain('policy.profile: found a profile that is not configured; allowed: default');
    const corrected = await fileOf('profile.json', { ...intake, policy: { profile: 'default' } });
    expect(await claimloop('start', corrected)).toMatchObject({ code: 0, out: expect.stringContaining('started') });
  });

  test.each([
    ['text', 'hello', /text that is not JSON/],
    [
      'X12 that is cut short',
      `ISA*00*          *00*          *ZZ*${'A'.padEnd(15)}*ZZ*${'B'.padEnd(15)}*260101*1200*^*00501*000000001*0*P*:~G`,
      /X12 that cannot be read: .* \(segment 2, byte \d+\)/,
    ],
  ])('says why %s is not a patient file', async (_, content, said) => {
    const { code, out } = await claimloop('start', await fileOf('strange', content));
    expect([code, said.test(out)]).toEqual([1, true]);
  });

  test('reads claims from X12 837P and recognizes one that it sent', async () => {
    const claimId = await startOne(1, 123);
    await until(claimId, 'SETTLED');
    const inbox = join(office.folder, 'sandbox', 'root', 'payer', 'inbox');
    const texts = await Promise.all((await readdir(inbox)).map((name) => readFile(join(inbox, name), 'latin1')));
    const written = texts.find((text) => text.includes(claimId)) ?? '';
    expect(written.split('*')[15]).toBe('T');
    const { code, out } = await claimloop('start', await fileOf('claim.837', written));
    // The claim already exists under its number; the 837P contains less than the patient file did.
    expect([code, out]).toEqual([
      1,
      expect.stringContaining(`claim ${claimId} already exists, with different content`),
    ]);
  }, 60_000);
});

test('an empty list of patient files starts nothing and says so', async () => {
  const { code, err } = await claimloop('start', await fileOf('empty.json', '[]'));
  expect([code, err]).toEqual([2, expect.stringMatching(/^\S*empty.json: no claim in the file\.\n$/)]);
});

describe('billers', () => {
  test('see the work item, correct the claim, hold and release it, and read its timeline', async () => {
    const claimId = await startOne(4, 24);
    await until(claimId, 'NEEDS_CORRECTION');
    expect((await claimloop('worklist')).out).toContain(claimId);
    expect((await claimloop('show', claimId)).out).toMatch(/NEEDS_CORRECTION[^]*Authorization|authorization/);
    const place = ['--set', 'claim.serviceLines[first].units=2', '--reason', 'typo'];
    const index = await claimloop('correct', claimId, ...place);
    expect([index.code, index.err.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^Refused: .*serviceLines/)],
    ]);
    const typo = ['--set', 'claim.priorAuthorisationNumber=1', '--reason', 'typo'];
    expect(await claimloop('correct', claimId, ...typo)).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean'),
    });
    expect(await claimloop('hold', claimId, '--reason', 'asked the payer')).toMatchObject({ code: 0 });
    expect((await claimloop('show', claimId)).out).toContain('ON_HOLD');
    expect(await claimloop('release', claimId)).toMatchObject({ code: 0 });
    expect(
      await claimloop('correct', claimId, '--set', 'claim.priorAuthorizationNumber=4711', '--reason', 'found'),
    ).toMatchObject({ code: 0 });
    await until(claimId, 'SETTLED');
    expect((await claimloop('timeline', claimId)).out).toMatch(/DENIED[^]*SETTLED/);
    expect((await claimloop('list', '--status', 'SETTLED')).out).toContain(claimId);
    const [{ id } = { id: '' }] = JSON.parse((await claimloop('file', 'list', '--json')).out).files;
    expect(await claimloop('file', 'show', id, '--content')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ISA\*/),
      err: expect.stringMatching(/^File \d+ may hold patient data \(PHI\)\. Its \d+ bytes follow\.$/m),
    });
    expect((await claimloop('file', 'show', id, '--content', '--json')).code).toBe(2);
    expect((await claimloop('ledger', 'trial-balance')).out).toContain('the books balance');
  }, 90_000);

  test.each([
    ['an unknown claim', ['show', 'NOSUCHCLAIM'], 1, /There is no claim NOSUCHCLAIM/],
    [
      'a correction of a claim that is closed or unknown',
      ['correct', 'NOSUCHCLAIM', '--set', 'a=1', '--reason', 'x'],
      1,
      /There is no claim/,
    ],
    ['the notes of an unknown claim', ['notes', 'NOSUCHCLAIM'], 1, /^There is no claim NOSUCHCLAIM\.$/m],
    ['an unknown file', ['file', 'show', 'abc'], 1, /^There is no file abc\.$/m],
    ['a second start in the same folder', ['up'], 2, /^The installation in .* is already running \(process \d+\)\.$/m],
    ['a correction without a value', ['correct', 'X', '--reason', 'x'], 2, /--set <path=value/],
    ['a bad amount', ['pay', 'X', '--amount', '12.345'], 2, /dollars and cents/],
    ['an unknown status', ['list', '--status', 'PAID'], 2, /'--status <status>'.*Allowed choices are/],
    ['an unknown option', ['list', '--color'], 2, /unknown option/],
    ['an unknown command', ['strat'], 2, /unknown command/],
  ])('get one sentence about %s', async (_, args, exitCode, said) => {
    const { code, err } = await claimloop(...args);
    expect([code, said.test(err)]).toEqual([exitCode, true]);
  });
});

test('after a restart on the same folder a claim continues where it was', async () => {
  const claimId = await startOne(9, 25);
  await until(claimId, 'SUBMITTED');
  await office.stop();
  office = await bringUp({ folder: office.folder });
  await until(claimId, 'SETTLED');
  expect((await claimloop('ledger', 'trial-balance')).code).toBe(0);
}, 120_000);
