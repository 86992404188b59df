import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readWorkerConfig } from '../../workers/config.ts';

// Goal: the worker reads its files through the schemas that are tested, and starts with nothing that bills nobody.

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimloop-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function environment(profiles: unknown): Record<string, string> {
  const write = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  return {
    CLAIMLOOP_DATA: folder,
    DATABASE_URL: 'postgresql://localhost/claimloop',
    CLAIMLOOP_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
    CLAIMLOOP_CLOCK: write('clock.json', {
      startedAt: '2026-01-01T05:00:00.000Z',
      startDate: '2026-01-01',
      dayMs: 86_400_000,
      timeZone: 'America/New_York',
    }),
    CLAIMLOOP_PARTNERS: write('partners.json', []),
    CLAIMLOOP_PROFILES: write('profiles.json', profiles),
  };
}

test.each([
  ['no statement at all, which would bill nobody and place at once', { statementDays: [] }, 'quick.statementDays'],
  ['statements out of order', { statementDays: [0, 60, 30] }, 'quick.statementDays'],
  ['a negative wait', { remittanceDays: -1 }, 'quick.remittanceDays'],
  ['a wait of no day', { finalNoticeDays: 0 }, 'quick.finalNoticeDays'],
])('profiles.json with %s is refused with its path', (_, profile, path) => {
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:7233';
  expect(() => readWorkerConfig(environment({ quick: profile }))).toThrow(path);
});

test('profiles.json with a misspelled field is refused', () => {
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:7233';
  expect(() => readWorkerConfig(environment({ quick: { statmentDays: [0] } }))).toThrow('statmentDays');
});

test('sound files are read, with the time zone of the office', () => {
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:7233';
  const config = readWorkerConfig(environment({ quick: { statementDays: [0, 14] } }));
  expect(config.profiles['quick']).toEqual({ statementDays: [0, 14] });
  expect(config.clock.timeZone).toBe('America/New_York');
});
