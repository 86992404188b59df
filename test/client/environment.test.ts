import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { environmentSchema, readEnvironment, unknownVariables } from '../../client/environment.ts';

// Every variable that the code reads is in the schema, and an unknown variable is an error.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['activities', 'bench', 'bin', 'client', 'fuzz', 'sandbox', 'test', 'workers'];

test('every variable that the code names is in the schema', () => {
  const files = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => /\.(ts|mjs)$/.test(path));
  const named = files.flatMap((path) => [
    ...readFileSync(join(root, path), 'utf8').matchAll(
      /\b(?:env(?:ironment)?(?:\.|\[')|program\([^)]*')(CLAIMLOOP_\w+)/g,
    ),
  ]);
  const unknown = new Set(
    named.map(([, name = '']) => name).filter((name) => !Object.hasOwn(environmentSchema.shape, name)),
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...unknown]).toEqual([]);
});

test('an empty variable counts as not set, and variables of other programs are ignored', () => {
  expect(readEnvironment({ CLAIMLOOP_DATA: '', DATABASE_URL: '', PATH: '/bin', TEMPORAL_ADDRESS: 'a:1' })).toEqual({
    CLAIMLOOP_MAX_CACHED_WORKFLOWS: 500,
    TEMPORAL_ADDRESS: 'a:1',
  });
});

test('a misspelled variable is an error that suggests the correct name', () => {
  expect(unknownVariables({ CLAIMLOOP_KEYS_FILES: 'x', CLAIMLOOPING: 'y', CLAIMLOOP_KEYS: 'z' })).toEqual([
    'CLAIMLOOP_KEYS_FILES is not a variable of claimloop (did you mean CLAIMLOOP_KEYS_FILE?)',
  ]);
});

test('every fault is listed, and no value is printed', () => {
  const faulty = { DATABASE_URL: 'mysql://u:secret@h/d', CLAIMLOOP_MAX_CACHED_WORKFLOWS: '1e9', CLAIMLOOP_X: 'secret' };
  const read = (): unknown => readEnvironment(faulty);
  expect(read).toThrow(/CLAIMLOOP_X is not a variable.*DATABASE_URL is not valid.*CLAIMLOOP_MAX_CACHED_WORKFLOWS/);
  expect(read).not.toThrow('secret');
});
