import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { endpointsFileIn } from '../../client/endpoints.ts';
import { readWorkerConfig } from '../../workers/config.ts';

// Reads the worker's environment and files, and names the file and field of each fault.

let folder: string;

const partner = (transport: object): object => ({
  partnerId: 'sandbox-payer',
  payerIds: ['*'],
  kind: 'payer',
  transport: { inbox: '/inbox', outbox: '/outbox', ...transport },
  senderId: 'CLINIC',
  receiverId: 'PAYER',
  pollMs: 1_000,
});
const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content));
const config = (environment: object = {}): ReturnType<typeof readWorkerConfig> =>
  readWorkerConfig({
    CLAIMLOOP_DATA: folder,
    DATABASE_URL: 'postgresql://user:secret@127.0.0.1:1/claimloop',
    CLAIMLOOP_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
    ...environment,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimloop-config-'));
  write('clock.json', { startedAt: '2026-03-05T05:00:00.000Z', startDate: '2026-03-05', dayMs: 86_400_000 });
  write('partners.json', [partner({ kind: 'folder' })]);
  writeFileSync(
    endpointsFileIn(folder),
    JSON.stringify({
      temporal: { address: '127.0.0.1:7233', namespace: 'default' },
      databaseUrl: '',
      codecServer: '',
      startedAt: '',
    }),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('reads the files of the data folder; profiles and the time zone are optional', () => {
  expect(config()).toMatchObject({
    profiles: {},
    partners: [{ partnerId: 'sandbox-payer', quietMinutes: 5 }],
    clock: { timeZone: 'America/New_York', dayMs: 86_400_000 },
    maxCachedWorkflows: 500,
    temporal: { connectionOptions: { address: '127.0.0.1:7233' } },
  });
});

test('an environment variable names another file', () => {
  write('other.json', { fast: { workItemDays: 1 } });
  expect(config({ CLAIMLOOP_PROFILES: join(folder, 'other.json') }).profiles).toEqual({ fast: { workItemDays: 1 } });
});

test.each([
  [{ statementDays: [] }, 'demo.statementDays: found a list of 0; allowed: at least 1 item'],
  [{ statementDays: [0, 60, 30] }, 'demo.statementDays: found a list of 3; allowed: days that increase from 0'],
  [{ statementDays: [0, -30] }, 'demo.statementDays[1]: found a number; allowed: at least 0'],
  [
    { statementDay: [0] },
    'demo.statementDay: found a field that does not exist; allowed: did you mean "statementDays"?',
  ],
])('profiles.json with %j is refused with the path and the rule', (profile, message) => {
  write('profiles.json', { demo: profile });
  expect(() => config()).toThrow(`${join(folder, 'profiles.json')} is not valid. ${message}`);
});

test('an error names the faulty field of partners.json, and not its value', () => {
  write('partners.json', [partner({ kind: 'sandbox', username: 'payer', passwort: 'secret' })]);
  const refusal = (): unknown => config();
  expect(refusal).toThrow(
    '[0].transport.passwort: found a field that does not exist; allowed: did you mean "password"?',
  );
  expect(refusal).not.toThrow('secret');
});

test('an error for an unknown transport lists the known ones', () => {
  write('partners.json', [partner({ kind: 'ftp' })]);
  expect(() => config()).toThrow(
    '[0].transport.kind: found text of 3 characters; allowed: "sftp" or "folder" or "sandbox"',
  );
});

test('an error for a whole file has the path "file"', () => {
  write('partners.json', [partner({ kind: 'folder' }), partner({ kind: 'folder' })]);
  expect(() => config()).toThrow('file: found a list of 2; allowed: each partnerId once. file: found a list of 2;');
});

test.each([
  ['clock.json', '{"dayMs": sec', 'is not JSON'],
  ['clock.json', undefined, 'cannot be read'],
])('an error names %s with the content %s', (name, text, message) => {
  rmSync(join(folder, name));
  if (text !== undefined) writeFileSync(join(folder, name), text);
  expect(() => config()).toThrow(`${join(folder, name)} ${message}`);
});

test('a partner in the sandbox gets the address of the sandbox', () => {
  const ready = { generated: '', host: '127.0.0.1', port: 41_000, hostKeySha256: 'key' };
  write('ready.json', ready);
  write('partners.json', [partner({ kind: 'sandbox', username: 'payer', password: 'secret' })]);
  expect(config({ CLAIMLOOP_SANDBOX: join(folder, 'ready.json') }).partners[0]?.transport).toEqual({
    ...{ kind: 'sftp', host: '127.0.0.1', port: 41_000, hostKeySha256: 'key' },
    ...{ username: 'payer', password: 'secret', inbox: '/inbox', outbox: '/outbox' },
  });
  expect(config({ CLAIMLOOP_SANDBOX: join(folder, 'ready.json') }).partners[0]?.sends).toEqual({ usage: 'T' });
  expect(() => config()).toThrow('sandbox-payer uses the sandbox, but no sandbox is running');
});

test.each([
  [{ CLAIMLOOP_DATA: '' }, 'CLAIMLOOP_DATA is not set'],
  [{ DATABASE_URL: undefined }, 'DATABASE_URL is not set'],
  [{ DATABASE_URL: 'garbage' }, 'DATABASE_URL is not valid; allowed: postgresql://user:password@host:port/database'],
  [{ CLAIMLOOP_MAX_CACHED_WORKFLOWS: 'many' }, 'CLAIMLOOP_MAX_CACHED_WORKFLOWS is not valid; allowed: a whole number'],
  [
    { CLAIMLOOP_PARTNER: '/etc/partners.json' },
    'CLAIMLOOP_PARTNER is not a variable of claimloop (did you mean CLAIMLOOP_PARTNERS?)',
  ],
  [{ CLAIMLOOP_COLOR: 'blue' }, 'CLAIMLOOP_COLOR is not a variable of claimloop (see docs/configuration.md)'],
])('an environment with %j is refused', (environment, message) => {
  expect(() => config(environment)).toThrow(message);
});
