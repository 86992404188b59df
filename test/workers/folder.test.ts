import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../client/environment.ts';
import { isProgramsFileDamaged, type Pids, runningPrograms } from '../../client/programs.ts';
import { type FolderOptions, prepareFolder } from '../../workers/stack/folder.ts';
import { refuseKeysForData } from '../../workers/keys/refuse-other-keys.ts';
import { ownFolder, writePrograms } from '../../workers/stack/own-folder.ts';

// The first start writes the files of a data folder; later starts do not change them.

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'claimloop-folder-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

const editable = ['keys', 'clock.json', 'partners.json', 'profiles.json', 'sandbox/config.json'];
const textOf = (name: string): string => readFileSync(join(data, name), 'utf8');
const prepare = (options: Partial<FolderOptions> = {}): ReturnType<typeof prepareFolder> =>
  prepareFolder({ data, sandbox: true, ...options }, readEnvironment({}));

test('the first start writes every file, readable by its owner only', () => {
  prepare();
  expect(editable.map((name) => statSync(join(data, name)).mode & 0o077)).toEqual([0, 0, 0, 0, 0]);
  expect(JSON.parse(textOf('partners.json'))).toMatchObject([
    { partnerId: 'sandbox-payer', payerIds: ['*'], transport: { kind: 'sandbox' } },
    { partnerId: 'sandbox-agency', transport: { kind: 'sandbox' } },
  ]);
  expect(textOf('profiles.json')).toBe('{}\n');
});

test('a start refuses a database without the role that owns its tables, before anything is written', () => {
  const settings = readEnvironment({ DATABASE_URL: 'postgresql://worker:secret@127.0.0.1:1/claimloop' });
  expect(() => prepareFolder({ data, sandbox: false }, settings)).toThrow('MIGRATION_DATABASE_URL is not set');
  expect(readdirSync(data)).toEqual([]);
});

test('without a sandbox there is no partner yet', () => {
  expect(prepare({ sandbox: false }).sandbox).toBeUndefined();
  expect(textOf('partners.json')).toBe('[]\n');
});

test('a later start does not change any file, including edited ones', () => {
  prepare({ dayMs: 1_000 });
  const edited = textOf('partners.json').replace('"pollMs": 1000', '"pollMs": 2000');
  writeFileSync(join(data, 'partners.json'), edited);
  writeFileSync(join(data, 'profiles.json'), '{ "slow": { "remittanceDays": 60 } }');
  writeFileSync(join(data, 'clock.json'), textOf('clock.json').replace(/"timeZone": "[^"]+"/, '"timeZone": "UTC"'));
  writeFileSync(join(data, 'sandbox/config.json'), textOf('sandbox/config.json').replace('300', '5000'));
  const before = editable.map(textOf);
  expect(prepare().clock).toMatchObject({ dayMs: 1_000, timeZone: 'UTC' });
  expect(editable.map(textOf)).toEqual(before);
});

test.each([
  ['partners.json', '[{}]', /partners\.json is not valid\. \[0\]\.partnerId: found nothing/],
  ['profiles.json', '{"demo": {"statementDays": []}}', /profiles\.json is not valid\. demo\.statementDays/],
  ['clock.json', '{}', /clock\.json is not valid\. startedAt/],
])('a start refuses %s of %s before anything runs', (name, text, message) => {
  writeFileSync(join(data, name), text);
  expect(() => prepare()).toThrow(message);
});

test('the length of a day cannot be changed by a later start', () => {
  prepare({ dayMs: 1_000 });
  expect(prepare({ dayMs: 1_000 }).clock.dayMs).toBe(1_000);
  expect(() => prepare({ dayMs: 2_000 })).toThrow('A business day of this installation lasts 1 s');
});

describe('a folder with data', () => {
  const refuse = (variables = {}): Promise<void> => refuseKeysForData(data, readEnvironment(variables));

  test.each(['postgres/data', 'temporal.db'])(
    'is refused without its key file (%s), and nothing is written',
    async (name) => {
      mkdirSync(join(data, name), { recursive: true });
      await expect(refuse()).rejects.toThrow(
        `The encryption key is missing, but ${data} has data: restore ${data}/keys`,
      );
      expect(readdirSync(data)).toEqual([name.split('/')[0]]);
    },
  );

  test('is accepted with its key file, and one without data is accepted without', async () => {
    await expect(refuse()).resolves.toBeUndefined();
    prepare();
    mkdirSync(join(data, 'postgres/data'), { recursive: true });
    await expect(refuse()).resolves.toBeUndefined();
  });

  test('gets no key file of its own when the environment has the keys', () => {
    const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
    expect(prepareFolder({ data, sandbox: false }, readEnvironment({ CLAIMLOOP_KEYS: keys })).keys.first.id).toBe('k1');
    expect(readdirSync(data)).not.toContain('keys');
  });
});

describe('a folder in which programs run', () => {
  const record = (pids: Pids): void => writePrograms(data, pids);

  test('is refused while its `up` runs', () => {
    prepare();
    record({ up: process.ppid });
    expect(() => prepare()).toThrow(`is already running (process ${process.ppid})`);
  });

  test('is taken over when only the number of its `up` is in use, by another process', () => {
    prepare();
    record({ up: process.ppid });
    const file = join(data, 'programs.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"started": "[^"]*"/, '"started": "earlier"'));
    expect(() => prepare()).not.toThrow();
  });

  test('is taken over after its `up` was killed, and what that left running is ended', async () => {
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    record({ worker: left.pid ?? 0 });
    await ownFolder(data);
    expect(left.signalCode ?? (await once(left, 'exit'))[1]).toBe('SIGTERM');
    expect(runningPrograms(data)).toEqual({ up: process.pid });
  });

  test('names no program that has just ended, so that the others stay known', async () => {
    const ended = spawn(process.execPath, ['-e', '']);
    await once(ended, 'exit');
    record({ up: process.pid, worker: ended.pid ?? 0 });
    expect(runningPrograms(data)).toEqual({ up: process.pid });
    expect(isProgramsFileDamaged(data)).toBe(false);
  });

  test.each(['endpoints.json', 'programs.json'])('starts although %s is damaged', async (name) => {
    prepare();
    writeFileSync(join(data, name), '{"half');
    expect(prepare().before).toBeUndefined();
    expect(isProgramsFileDamaged(data)).toBe(name === 'programs.json');
    await ownFolder(data);
    expect(isProgramsFileDamaged(data)).toBe(false);
    expect(runningPrograms(data)).toEqual({ up: process.pid });
  });
});
