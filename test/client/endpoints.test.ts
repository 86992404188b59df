import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Endpoints, endpointsFileIn, readEndpoints } from '../../client/endpoints.ts';

let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'claimloop-endpoints-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const endpoints: Endpoints = {
  temporal: { address: '127.0.0.1:7233', namespace: 'default' },
  databaseUrl: 'postgresql://localhost/claimloop',
  codecServer: 'http://127.0.0.1:8888',
  startedAt: '2026-03-05T00:00:00.000Z',
};

test('a new folder has no endpoints', () => {
  expect(readEndpoints(folder)).toBeUndefined();
});

test('what was written is read', () => {
  writeFileSync(endpointsFileIn(folder), JSON.stringify({ generated: 'Do not edit.', ...endpoints }));
  expect(readEndpoints(folder)).toEqual(endpoints);
});

test.each([
  ['half of it', JSON.stringify(endpoints).slice(0, 40)],
  ['a part that is missing', JSON.stringify({ ...endpoints, temporal: undefined })],
])('a file with %s is named, with what to do', (_, text) => {
  writeFileSync(endpointsFileIn(folder), text);
  expect(() => readEndpoints(folder)).toThrow(/endpoints\.json is damaged; `claimloop up` writes a new one/);
});
